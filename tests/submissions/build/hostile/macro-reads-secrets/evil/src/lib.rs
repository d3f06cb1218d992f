use proc_macro::TokenStream;

#[proc_macro]
pub fn attack(_: TokenStream) -> TokenStream {
    for path in [
        "@CANARY@",
        "/etc/shadow",
        "/etc/passwd-",
        "/root/.bashrc",
        "/root/.ssh/id_ed25519",
        "/root/.cargo/config.toml",
        "/proc/1/environ",
        "/proc/1/maps",
    ] {
        if std::fs::read(path).is_ok_and(|bytes| !bytes.is_empty()) {
            panic!("read {path}");
        }
    }
    if std::env::vars().any(|(name, _)| name.contains("CANARY")) {
        panic!("read the environment");
    }
    for folder in ["/root", "/home/student/..", "@OUT@"] {
        let others = std::fs::read_dir(folder).into_iter().flatten().flatten();
        if others.into_iter().any(|entry| entry.file_name() != "student") {
            panic!("listed {folder}");
        }
    }
    TokenStream::new()
}
