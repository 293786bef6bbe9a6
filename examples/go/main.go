// Squares, and nothing else.
package main

import "fmt"

func sumOfSquares(n int) int {
	sum := 0
	for i := 1; i <= n; i++ {
		sum += i * i
	}
	return sum
}

func main() {
	fmt.Println(sumOfSquares(10))
}
