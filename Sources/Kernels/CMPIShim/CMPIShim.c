#ifdef LATECOMER_MPI
#define _GNU_SOURCE
#include "CMPIShim.h"

#include <mpi.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

// A communicator of its own, so that no message of a library is taken for one of ours.
static MPI_Comm group = MPI_COMM_NULL;
static MPI_Request sending = MPI_REQUEST_NULL;

int latecomer_mpi_begin(int *rank, int *count) {
  int provided;
  int code = MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided);
  if (code == MPI_SUCCESS) code = MPI_Comm_dup(MPI_COMM_WORLD, &group);
  if (code == MPI_SUCCESS) code = MPI_Comm_set_errhandler(group, MPI_ERRORS_RETURN);
  if (code == MPI_SUCCESS) code = MPI_Comm_rank(group, rank);
  if (code == MPI_SUCCESS) code = MPI_Comm_size(group, count);
  return code;
}

int latecomer_mpi_processors(int *processors) {
  cpu_set_t own;
  CPU_ZERO(&own);
  // A machine of more processors than a set of fixed size holds is counted by the caller.
  *processors = 0;
  int is_known = sched_getaffinity(0, sizeof own, &own) == 0;

  MPI_Comm machine;
  int count;
  int code = MPI_Comm_split_type(group, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine);
  if (code != MPI_SUCCESS) return code;
  code = MPI_Comm_size(machine, &count);
  cpu_set_t *all = calloc((size_t)count, sizeof own);
  if (code == MPI_SUCCESS && all)
    code = MPI_Allgather(&own, (int)sizeof own, MPI_BYTE, all, (int)sizeof own, MPI_BYTE, machine);
  if (code == MPI_SUCCESS && all && is_known) {
    double sum = 0;
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
      if (!CPU_ISSET(cpu, &own)) continue;
      int sharers = 0;
      for (int rank = 0; rank < count; rank++) sharers += CPU_ISSET(cpu, &all[rank]) ? 1 : 0;
      sum += 1.0 / sharers;
    }
    // A sum of thirds may miss a whole number by a rounding.
    *processors = (int)(sum + 1e-6);
    if (*processors < 1) *processors = 1;
  }
  free(all);
  MPI_Comm_free(&machine);
  return code;
}

int latecomer_mpi_send(const void *bytes, int count, int rank, int tag) {
  return MPI_Isend(bytes, count, MPI_BYTE, rank, tag, group, &sending);
}

int latecomer_mpi_is_sent(void) {
  int done = 0;
  int code = MPI_Test(&sending, &done, MPI_STATUS_IGNORE);
  return code == MPI_SUCCESS ? done : -code;
}

int latecomer_mpi_probe(int *source, int *tag, int *count) {
  MPI_Status status;
  int found = 0;
  int code = MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, group, &found, &status);
  if (code == MPI_SUCCESS && found) {
    *source = status.MPI_SOURCE;
    *tag = status.MPI_TAG;
    code = MPI_Get_count(&status, MPI_BYTE, count);
  }
  return code == MPI_SUCCESS ? found : -code;
}

int latecomer_mpi_receive(void *bytes, int count, int source, int tag) {
  return MPI_Recv(bytes, count, MPI_BYTE, source, tag, group, MPI_STATUS_IGNORE);
}

void latecomer_mpi_error(int code, char *text, size_t size) {
  char buffer[MPI_MAX_ERROR_STRING] = "";
  int length = 0;
  MPI_Error_string(code, buffer, &length);
  strncpy(text, buffer, size - 1);
  text[size - 1] = 0;
}

int latecomer_mpi_end(void) {
  int code = group == MPI_COMM_NULL ? MPI_SUCCESS : MPI_Comm_free(&group);
  return code == MPI_SUCCESS ? MPI_Finalize() : code;
}

void latecomer_mpi_abort(int status) { MPI_Abort(MPI_COMM_WORLD, status); }
#endif
