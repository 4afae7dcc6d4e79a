// LAPACKE declares complex arguments; Swift imports them only as plain structures.
typedef struct { float real, imag; } filiation_complex_float;
typedef struct { double real, imag; } filiation_complex_double;
#define lapack_complex_float filiation_complex_float
#define lapack_complex_double filiation_complex_double
#include <lapacke.h>
