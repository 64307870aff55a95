#pragma once
#include <libpq-fe.h>
#include <sys/eventfd.h>

// glibc declares these three only to those who define _GNU_SOURCE, which Swift's importer does not do for C. They have
// names of their own here, and no header is included for them, so that no type of glibc comes to belong to this module.
extern int hookswitch_spawn_add_chdir(void *actions, const char *path) __asm__("posix_spawn_file_actions_addchdir_np");
extern int hookswitch_spawn_add_closefrom(void *actions, int from) __asm__("posix_spawn_file_actions_addclosefrom_np");
extern int hookswitch_pipe2(int ends[2], int flags) __asm__("pipe2");
