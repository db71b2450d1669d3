@preconcurrency import COpenBLAS

/// Pins BLAS and LAPACK to one thread, for the whole process.
///
/// Call first thing in a program: the number of BLAS threads changes the last bits of products, and
/// workers that each start BLAS threads oversubscribe the machine. Calling again does nothing. The pool
/// thread that OpenBLAS made when it was loaded stays parked; the environment variable
/// `OPENBLAS_NUM_THREADS=1`, set before the program starts, avoids it.
public func singleThreadedBLAS() {
  openblas_set_num_threads(1)
}

/// Number of threads BLAS uses at the moment.
public var threadsOfBLAS: Int { Int(openblas_get_num_threads()) }
