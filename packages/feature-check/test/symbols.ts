/** Mangled names from real builds: echo-module with a dependency on tokio 1.54.1, rustc 1.97.1. */
export const symbols = {
  /** `tokio::sync::notify::notify_locked` */
  function: '_RNvNtNtCsjJJCoa3iYw8_5tokio4sync6notify13notify_locked',
  /** `core::ptr::drop_glue::<tokio::sync::notify::Notified>` */
  typeArgument:
    '_RINvNtCsaeYBpMJDXx8_4core3ptr9drop_glueNtNtNtCsjJJCoa3iYw8_5tokio4sync6notify8NotifiedECsiKz2rqVmcMC_11echo_module',
  /** `core::ptr::drop_glue::<[core::task::wake::Waker]>`, made for tokio */
  instantiated: '_RINvNtCsaeYBpMJDXx8_4core3ptr9drop_glueSNtNtNtB4_4task4wake5WakerECs7XtWYGZejnM_5tokio',
  /** `core::fmt::write` */
  core: '_RNvNtCsaeYBpMJDXx8_4core3fmt5write',
  /** `tokio_lite::run` */
  otherCrate: '_RNvCs1234_10tokio_lite3run',
  legacy: '_ZN5tokio7runtime6Handle7current17h0123456789abcdefE',
  legacyOther: '_ZN10tokio_lite3run17h0123456789abcdefE',
} as const;

/** As cargo's registry leaves it in panic messages. */
export const panicPath = '/cargo/registry/src/index/tokio-1.54.1/src/sync/batch_semaphore.rs';
