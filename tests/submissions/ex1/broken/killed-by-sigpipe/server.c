/* The server: answers "Echo: M" to each line M. One client after the other. Whatever goes wrong with one, it is told. */
#include <arpa/inet.h>
#include <netdb.h>
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
    char *whole = malloc(length + 7);
    if (whole == NULL)
        exit(1);
    memcpy(whole, "Echo: ", 6);
    memcpy(whole + 6, line, length);
    whole[length + 6] = '\n';
    int done = send_all(fd, whole, length + 7);
    free(whole);
    return done;
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
            send_all(fd, "Error: your line was not read\n", 30);
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
    printf("Listening on %s:%s\n", host, port);
    fflush(stdout);

    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) {
            perror("accept");
            continue;
        }
        talk(fd);
        close(fd);
    }
}
