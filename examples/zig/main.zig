/// The sum of the squares of 1 to n.
export fn sum_of_squares(n: u32) u32 {
    var sum: u32 = 0;
    var i: u32 = 1;
    while (i <= n) : (i += 1) sum +%= i *% i;
    return sum;
}
