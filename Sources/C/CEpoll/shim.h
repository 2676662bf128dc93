// What Swift's Glibc leaves out of the system's own library.
#include <sys/epoll.h>
#include <sys/eventfd.h>
