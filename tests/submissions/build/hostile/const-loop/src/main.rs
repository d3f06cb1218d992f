#![allow(long_running_const_eval)]
const NEVER: u32 = {
    let mut n = 0u32;
    while n < 1 {
        n = n.wrapping_mul(3);
    }
    n
};

fn main() {
    println!("{NEVER}");
}
