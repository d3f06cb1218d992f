//! A real browser without a window, driven over the two pipes of its debugging protocol.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// A page in a browser, and all that went wrong or was asked for in it.
pub struct Page {
    browser: Child,
    _profile: tempfile::TempDir,
    commands: ChildStdin,
    messages: BufReader<ChildStdout>,
    session: Value,
    number: u64,
    /// Errors, complaints and exceptions of the page.
    pub complaints: Vec<String>,
    /// The addresses that it asked for.
    pub requests: Vec<String>,
}

/// Whether there is a browser.
pub fn is_there() -> bool {
    let asked = assert_cmd::Command::new("chromium")
        .arg("--version")
        .output();
    asked.is_ok_and(|answer| answer.status.success())
}

impl Page {
    /// Opens a file.
    pub fn open(file: &Path) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let data = format!("--user-data-dir={}", profile.path().display());
        // The protocol is spoken over descriptors 3 and 4.
        #[expect(
            clippy::disallowed_methods,
            reason = "the test talks to the browser while it runs"
        )]
        let mut browser = Command::new("sh")
            .args([
                "-c",
                "exec \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1",
                "sh",
            ])
            .args(["chromium", "--headless", "--no-sandbox", "--disable-gpu"])
            .args(["--remote-debugging-pipe", "--disable-dev-shm-usage", &data])
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (commands, messages) = (
            browser.stdin.take().unwrap(),
            browser.stdout.take().unwrap(),
        );
        let mut page = Self {
            browser,
            _profile: profile,
            commands,
            messages: BufReader::new(messages),
            session: Value::Null,
            number: 0,
            complaints: vec![],
            requests: vec![],
        };
        let target = page.ask("Target.createTarget", &json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        page.session = page.ask("Target.attachToTarget", &attach)["sessionId"].clone();
        for domain in ["Page", "Runtime", "Log", "Network"] {
            page.ask(&format!("{domain}.enable"), &json!({}));
        }
        let url = format!("file://{}", file.display());
        page.ask("Page.navigate", &json!({ "url": url }));
        while page.message()["method"] != "Page.loadEventFired" {}
        page
    }

    /// What an expression of JavaScript is worth in the page.
    pub fn value(&mut self, expression: &str) -> Value {
        let asked = json!({ "expression": expression, "returnByValue": true });
        let answer = self.ask("Runtime.evaluate", &asked);
        assert!(
            answer["exceptionDetails"].is_null(),
            "{expression}: {answer}"
        );
        answer["result"]["value"].clone()
    }

    /// Asks the browser for something, and returns its answer.
    pub fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.number += 1;
        let mut command = json!({ "id": self.number, "method": method, "params": params });
        if !self.session.is_null() {
            command["sessionId"] = self.session.clone();
        }
        self.commands
            .write_all(format!("{command}\0").as_bytes())
            .unwrap();
        loop {
            let message = self.message();
            if message["id"] == self.number {
                assert!(message["error"].is_null(), "{method}: {message}");
                return message["result"].clone();
            }
        }
    }

    fn message(&mut self) -> Value {
        let mut bytes = vec![];
        self.messages.read_until(0, &mut bytes).unwrap();
        assert_eq!(bytes.pop(), Some(0), "the browser ended");
        let message: Value = serde_json::from_slice(&bytes).unwrap();
        let params = &message["params"];
        match message["method"].as_str() {
            Some("Runtime.exceptionThrown" | "Runtime.consoleAPICalled" | "Log.entryAdded") => {
                self.complaints.push(params.to_string());
            }
            Some("Network.requestWillBeSent") => {
                let url = params["request"]["url"].as_str().unwrap_or_default();
                self.requests.push(url.to_owned());
            }
            _ => {}
        }
        message
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.browser.kill();
        let _ = self.browser.wait();
    }
}
