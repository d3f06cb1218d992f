#!/bin/sh
echo stolen > @OUT@/stolen
exit 1
