// syncfs(2), which the Glibc module leaves out.
#ifdef __linux__
int syncfs(int descriptor);
#endif
