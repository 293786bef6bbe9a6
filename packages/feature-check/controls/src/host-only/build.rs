fn main() {
    let permits = tokio::sync::Semaphore::new(3).available_permits();
    println!("cargo::rustc-env=PERMITS={permits}");
    println!("cargo::rerun-if-changed=build.rs");
}
