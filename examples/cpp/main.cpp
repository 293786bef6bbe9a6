// Namespaces and templates, without a standard library: what a name in the module tells of them.

namespace squares {

template <typename Number>
struct Sum {
  Number total = 0;
  __attribute__((noinline)) void add(Number number) { total += number * number; }
};

template <typename Number>
__attribute__((noinline)) Number up_to(int n) {
  Sum<Number> sum;
  for (int i = 1; i <= n; i++) sum.add(static_cast<Number>(i));
  return sum.total;
}

}  // namespace squares

extern "C" {
__attribute__((export_name("sum_of_squares"))) int sum_of_squares(int n) { return squares::up_to<int>(n); }
__attribute__((export_name("wide_sum_of_squares"))) long long wide_sum_of_squares(int n) {
  return squares::up_to<long long>(n);
}
}
