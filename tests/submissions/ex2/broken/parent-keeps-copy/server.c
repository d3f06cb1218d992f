/* The server: answers "Echo: M" to each line M. A process for each client. */
#include <arpa/inet.h>
#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int send_all(int fd, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t n = write(fd, data, size);
        if (n < 0)
            return -1;
        data += n;
        size -= n;
    }
    return 0;
}

static int answer(int fd, const char *line, size_t length)
{
    if (send_all(fd, "Echo: ", 6) < 0 || send_all(fd, line, length) < 0)
        return -1;
    return send_all(fd, "\n", 1);
}

static void talk(int fd)
{
    char *buffer = NULL;
    size_t used = 0, room = 0;

    for (;;) {
        if (room - used < 4096) {
            room += 16384;
            buffer = realloc(buffer, room);
            if (buffer == NULL)
                exit(1);
        }
        ssize_t n = read(fd, buffer + used, room - used);
        if (n < 0)
            perror("read");
        if (n <= 0)
            break;
        used += n;

        char *end;
        while ((end = memchr(buffer, '\n', used)) != NULL) {
            size_t length = end - buffer;
            size_t text = length;
            if (text > 0 && buffer[text - 1] == '\r')
                text--;
            if (answer(fd, buffer, text) < 0) {
                perror("write");
                free(buffer);
                return;
            }
            used -= length + 1;
            memmove(buffer, end + 1, used);
        }
    }
    free(buffer);
}

int main(int argc, char **argv)
{
    char host[256] = "127.0.0.1";
    const char *port = "8000";
    if (argc > 1) {
        char *colon = strrchr(argv[1], ':');
        if (colon == NULL || (size_t)(colon - argv[1]) >= sizeof host) {
            fprintf(stderr, "usage: server HOST:PORT\n");
            return 1;
        }
        memcpy(host, argv[1], colon - argv[1]);
        host[colon - argv[1]] = '\0';
        port = colon + 1;
    }

    struct addrinfo hints = {0}, *where;
    hints.ai_family = AF_INET;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(host, port, &hints, &where) != 0) {
        fprintf(stderr, "unknown address\n");
        return 1;
    }

    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int yes = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(listener, where->ai_addr, where->ai_addrlen) < 0 || listen(listener, 16) < 0) {
        perror("cannot listen");
        return 1;
    }
    signal(SIGCHLD, SIG_IGN); /* no zombies */
    printf("Listening on %s:%s\n", host, port);
    fflush(stdout);

    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            perror("accept");
            continue;
        }
        switch (fork()) {
        case -1:
            perror("fork");
            close(fd);
            break;
        case 0: /* the child talks with this client */
            close(listener);
            talk(fd);
            close(fd);
            exit(0);
        default: /* the parent goes back to accept */
            break;
        }
    }
}
