#pragma once
#include <libpq-fe.h>
#include <spawn.h>
#include <sys/eventfd.h>

// glibc declares these only to those who define _GNU_SOURCE, which Swift's importer does not do for C.
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
extern int pipe2(int ends[2], int flags);
