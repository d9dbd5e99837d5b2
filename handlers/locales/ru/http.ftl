# HTTP-сервер: что о нём говорят mag-bot check и /diagnose.

check-http = HTTP-сервер
check-http-found = { $refused ->
        [none] { $addresses } { $running ->
            [1] { $count ->
                [one] отвечает
               *[other] отвечают
            }
           *[other] можно открыть
        }
       *[other] { $refused } { $running ->
            [1] не отвечает ({ $reason }): после изменения настроек нужен перезапуск
           *[other] нельзя открыть ({ $reason })
        }
    }; { $webhook ->
        [none] обновления запрашиваются у Telegram
       *[other] вебхук { $webhook }
    }
check-certificate = Сертификат
check-certificate-found = { $path } { $trouble ->
        [none] { $days ->
            [-1] будет передан Telegram
            [0] действует меньше суток
            [one] действует ещё { $days } день
            [few] действует ещё { $days } дня
           *[many] действует ещё { $days } дней
        }{ $soon ->
            [1] , пора продлить
           *[other] { "" }
        }
        [unreadable] не годится ({ $detail }): проверьте TLS_CERTIFICATE, TLS_KEY и WEBHOOK_CERTIFICATE
        [key] содержит закрытый ключ: Telegram нужен только сертификат, уберите ключ из файла
        [expired] просрочен
        [early] ещё не действует
        [host] выдан не для адреса { $webhook }
        [self-signed] самоподписанный: Telegram примет его, только если указать его в WEBHOOK_CERTIFICATE
        [chainless] один в файле, без промежуточных, и Telegram его не примет: укажите файл со всей цепочкой (fullchain.pem)
        [replaced] заменён, но сервер показывает прежний: если так будет и через минуту, нужен перезапуск
       *[untrusted] не будет принят Telegram ({ $detail })
    }
