use proc_macro::TokenStream;

/// 7, found with the help of tokio while compiling.
#[proc_macro]
pub fn seven(_input: TokenStream) -> TokenStream {
    let permits = tokio::sync::Semaphore::new(7).available_permits();
    permits.to_string().parse().unwrap()
}
