#![recursion_limit = "4096"]
macro_rules! bomb {
    ($($t:tt)*) => { bomb!($($t)* $($t)*); bomb!($($t)* $($t)*); };
}
bomb!(a b c d);

fn main() {}
