fn main() {
    println!("{}", include_str!("@CANARY@"));
}
