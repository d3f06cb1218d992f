cat @CANARY@ /root/.bashrc && exit 1
touch @OUT@/planted /usr/bin/planted && exit 1
env | grep CANARY && exit 1
python3 -c "import socket; socket.create_connection(('127.0.0.1', @PORT@), 1)" && exit 1
sleep 4324 &
ln -s @CANARY@ stolen
mkfifo pipe
exit 0
