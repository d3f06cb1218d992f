/* echo -l [HOTE:PORT] : serveur, echo [HOTE:PORT] : client. */
#define _GNU_SOURCE
#include <errno.h>
#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define OUT_MAX (256 * 1024)

struct buffer {
    char *data;
    size_t len, cap;
};

struct client {
    int fd;
    int ended;
    struct buffer in, out;
};

static void append(struct buffer *b, const char *data, size_t len)
{
    if (b->len + len > b->cap) {
        b->cap = 2 * (b->len + len);
        b->data = realloc(b->data, b->cap);
        if (!b->data)
            abort();
    }
    memcpy(b->data + b->len, data, len);
    b->len += len;
}

static void consume(struct buffer *b, size_t len)
{
    b->len -= len;
    memmove(b->data, b->data + len, b->len);
}

/* Une reponse pour chaque ligne complete. */
static void answer(struct client *c)
{
    size_t start = 0;
    char *end;

    while (start < c->in.len && (end = memchr(c->in.data + start, '\n', c->in.len - start))) {
        size_t len = end - (c->in.data + start);
        size_t kept = len > 0 && end[-1] == '\r' ? len - 1 : len;
        append(&c->out, "Echo: ", 6);
        append(&c->out, c->in.data + start, kept);
        append(&c->out, "\n", 1);
        start += len + 1;
    }
    if (start)
        consume(&c->in, start);
}

/* Fait tout ce qui est possible sans attendre ; 0 quand le client en a fini. */
static int step(struct client *c)
{
    char chunk[16384];
    ssize_t n;

    while (!c->ended && c->out.len < OUT_MAX) {
        n = recv(c->fd, chunk, sizeof chunk, 0);
        if (n < 0) {
            if (errno == EAGAIN)
                break;
            return 0;
        }
        if (n == 0)
            c->ended = 1;
        append(&c->in, chunk, n);
        answer(c);
    }
    while (c->out.len) {
        n = send(c->fd, c->out.data, c->out.len, 0);
        if (n < 0) {
            if (errno == EAGAIN)
                break;
            return 0;
        }
        consume(&c->out, n);
    }
    return !c->ended || c->out.len;
}

static void watch(int poll, int op, struct client *c)
{
    struct epoll_event event = {.data.ptr = c};

    if (!c->ended && c->out.len < OUT_MAX)
        event.events |= EPOLLIN;
    if (c->out.len)
        event.events |= EPOLLOUT;
    epoll_ctl(poll, op, c->fd, &event);
}

static void serve(int listener)
{
    struct epoll_event events[64], event = {.events = EPOLLIN, .data.ptr = NULL};
    int poll = epoll_create1(0);

    epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int n = epoll_wait(poll, events, 64, -1);
        for (int i = 0; i < n; i++) {
            struct client *c = events[i].data.ptr;
            if (!c) {
                int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
                if (fd < 0)
                    continue;
                c = calloc(1, sizeof *c);
                if (!c)
                    abort();
                c->fd = fd;
                watch(poll, EPOLL_CTL_ADD, c);
            } else if (step(c)) {
                watch(poll, EPOLL_CTL_MOD, c);
            } else {
                close(c->fd);
                free(c->in.data);
                free(c->out.data);
                free(c);
            }
        }
    }
}

static int call(int fd)
{
    FILE *in = fdopen(fd, "r"), *out = fdopen(dup(fd), "w");
    char *line = NULL;
    size_t size = 0;
    ssize_t n;

    while ((n = getline(&line, &size, stdin)) > 0) {
        if (line[n - 1] == '\n')
            n--;
        fwrite(line, 1, n, out);
        fputc('\n', out);
        if (fflush(out) || (n = getline(&line, &size, in)) <= 0) {
            fputs("echo : le serveur a ferme la connexion\n", stderr);
            return 1;
        }
        fwrite(line, 1, n, stdout);
        fflush(stdout);
    }
    return 0;
}

int main(int argc, char **argv)
{
    int server = argc > 1 && strcmp(argv[1], "-l") == 0;
    char *address = strdup(argc > 1 + server ? argv[1 + server] : "127.0.0.1:8000");
    char *port = strrchr(address, ':');
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *list;
    int yes = 1;

    signal(SIGPIPE, SIG_IGN);
    if (!port) {
        fputs("echo : adresse attendue, HOTE:PORT\n", stderr);
        return 2;
    }
    *port++ = 0;
    int error = getaddrinfo(address, port, &hints, &list);
    if (error) {
        fprintf(stderr, "echo : %s\n", gai_strerror(error));
        return 2;
    }
    int fd = socket(list->ai_family, SOCK_STREAM, 0);
    if (server) {
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        if (bind(fd, list->ai_addr, list->ai_addrlen) || listen(fd, 64)) {
            perror("echo : ecoute");
            return 1;
        }
        serve(fd);
    }
    if (connect(fd, list->ai_addr, list->ai_addrlen)) {
        perror("echo : connexion");
        return 1;
    }
    return call(fd);
}
