// Package kernel makes the Linux kernel of the machine a target.TCP.
//
// [Open] returns a [Kernel]. Each host that joins a network is a network namespace behind
// a TUN device: what its sockets send goes to the network, with its links and rules, and
// what the network delivers goes to its sockets. Several hosts may join one network, and
// then two kernels talk to each other. All hosts are a target.Machine.
//
// # Time
//
// The kernel's time is real time, and passes always. The network's clock stands still
// during a call, and Advance and AdvanceUntil move it. They begin with the real time that
// has passed since the last move, and then take as long as they say. So the two clocks
// never drift apart, and Advance(0) makes them agree. All hosts of a network have one
// clock, and it does not matter which of them is asked to advance.
//
// # States
//
// The kernel tells nobody when a connection changes its state. Each host therefore reads
// the kernel's table of sockets (NETLINK_SOCK_DIAG, or /proc/net/tcp without it): after
// each packet that arrives, around each call, and when the next timer of a connection is
// due. MachineSocket.Changes has what it saw. Of several changes within one call or one
// packet it shows the last. A timer of the kernel may be late by an eighth of its time
// (kernel/time/timer.c), and the change that it makes is seen up to 250 ms later still.
//
// # Sockets
//
// Sockets have the options that package net gives them: TCP_NODELAY, and keep-alives after
// 15 s and every 15 s, 9 times, unless they are switched off. No call waits. Calls that
// send more than some segments may return before the kernel has sent all of them; the rest
// follows in Advance.
//
// # Rights
//
// Network namespaces need CAP_SYS_ADMIN, and TUN devices CAP_NET_ADMIN and the file
// /dev/net/tun. Root has these, and so has a user in a user namespace (see
// [InUserNamespace]) who may open that file. Namespaces have no names and devices are not
// persistent: they end with the process, however it ends.
package kernel
