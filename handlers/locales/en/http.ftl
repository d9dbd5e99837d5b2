# The HTTP server: what mag-bot check and /diagnose say of it.

check-http = HTTP server
check-http-found = { $refused ->
        [none] { $addresses } { $running ->
            [1] { $count ->
                [one] answers
               *[other] answer
            }
           *[other] can be opened
        }
       *[other] { $refused } { $running ->
            [1] does not answer ({ $reason }): changed settings need a restart
           *[other] cannot be opened ({ $reason })
        }
    }; { $webhook ->
        [none] updates are asked of Telegram
       *[other] webhook { $webhook }
    }
check-certificate = Certificate
check-certificate-found = { $path } { $trouble ->
        [none] { $days ->
            [-1] will be given to Telegram
            [0] is valid for less than a day
            [one] is valid for { $days } more day
           *[other] is valid for { $days } more days
        }{ $soon ->
            [1] , time to renew it
           *[other] { "" }
        }
        [unreadable] cannot be used ({ $detail }): check TLS_CERTIFICATE, TLS_KEY and WEBHOOK_CERTIFICATE
        [key] holds a private key: Telegram needs the certificate alone, take the key out of the file
        [expired] has expired
        [early] is not valid yet
        [host] was not issued for { $webhook }
        [self-signed] is self-signed: Telegram accepts it only if WEBHOOK_CERTIFICATE names it
        [chainless] stands alone in its file, without those above it, and Telegram does not accept it: name the file with the whole chain (fullchain.pem)
        [replaced] was replaced, but the server still shows the old one: if it does so in a minute, a restart is needed
       *[untrusted] will not be accepted by Telegram ({ $detail })
    }
