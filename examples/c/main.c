#include <stdio.h>

__attribute__((export_name("sum_of_squares"))) int sum_of_squares(int n) {
  int sum = 0;
  for (int i = 1; i <= n; i++) sum += i * i;
  return sum;
}

int main(void) {
  printf("%d\n", sum_of_squares(10));
  return 0;
}
