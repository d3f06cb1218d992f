use proc_macro::TokenStream;

#[proc_macro]
pub fn attack(_: TokenStream) -> TokenStream {
    loop {
        std::thread::sleep(std::time::Duration::from_secs(1));
    }
    #[allow(unreachable_code)]
    TokenStream::new()
}
