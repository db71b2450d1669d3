// The few calls of MPI that processes which share a run need. The communicators of MPI are macros that Swift cannot see, and
// mean other things in every implementation; so this much is C. Without the package trait MPI nothing is defined.
//
// All calls belong to the thread that called latecomer_mpi_begin (MPI_THREAD_FUNNELED). A function that returns int returns 0
// or an error code of MPI, unless said otherwise.
#ifndef LATECOMER_MPI_SHIM_H
#define LATECOMER_MPI_SHIM_H

#include <stddef.h>

// Starts MPI on a communicator of its own, whose errors come back as codes.
int latecomer_mpi_begin(int *rank, int *count);
// Processors this process may use, shared with the ranks on the same machine that may use them, too; at least 1.
int latecomer_mpi_processors(int *processors);
// Begins to send bytes, which must stay where they are until latecomer_mpi_is_sent says 1. One at a time.
int latecomer_mpi_send(const void *bytes, int count, int rank, int tag);
// Whether what was begun is sent: 1, or 0; an error code less than 0.
int latecomer_mpi_is_sent(void);
// What has arrived first: 1 with its source, tag and length, 0 for nothing, an error code less than 0.
int latecomer_mpi_probe(int *source, int *tag, int *count);
// Takes what has arrived.
int latecomer_mpi_receive(void *bytes, int count, int source, int tag);
// What an error code means; at least 1024 characters.
void latecomer_mpi_error(int code, char *text, size_t size);
// Ends MPI; all ranks must call it.
int latecomer_mpi_end(void);
// Ends all ranks at once.
void latecomer_mpi_abort(int status);

#endif
