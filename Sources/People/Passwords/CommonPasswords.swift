/// Passwords of ten characters and more that are tried first, world-wide and in Indonesia;
/// compared in lower case and without signs.
enum CommonPasswords {
    static let all: Set<String> = Set(
        text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

    private static let text = """
        1234567890 12345678910 123456789a 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc qwertyuiop
        qwerty12345 qwerty123456 qwertyuiop123 qwerty1234 asdfghjkl1 asdfghjkl123 zxcvbnm123
        password12 password123 password1234 password12345 passw0rd123 p4ssw0rd123 passwordku
        password01 mypassword thisismypassword letmein123 letmein1234 welcome123 welcome1234
        iloveyou12 iloveyou123 iloveyou1234 iloveyouforever ilovejesus trustno1trustno1
        admin12345 admin123456 admin1234567 administrator administrator1 administrator123
        adminadmin adminadmin123 rootroot123 superadmin superadmin123 superuser123 changeme123
        testtest123 testing123 testing1234 football123 baseball123 superman123 batman12345
        princess123 sunshine123 dragon12345 monkey12345 michael123 charlie123 abcd123456
        abc1234567 abcdef1234 abcdefghij a123456789 aa123456789 a1b2c3d4e5 q1w2e3r4t5
        0987654321 9876543210 0123456789 1112223334 1122334455 1231231234 1234512345
        123123123123 112233445566 147258369 1472583690 123654789 159753456 7894561230
        katasandi123 katasandi1 katasandiku kata-sandi sandiku123 rahasia123 rahasia1234
        rahasia12345 rahasiaku rahasiaku123 sangatrahasia sayangkamu sayangkamu123 sayang12345
        sayang123456 sayangku123 sayangmama sayangibu123 akusayangkamu akucintakamu cintaku123
        cintakamu123 cinta12345 bismillah123 bismillah1 bismillah12 bismillahirrahmanirrahim
        bismillah786 alhamdulillah alhamdulillah1 alhamdulillah123 subhanallah insyaallah1
        insyaallah123 assalamualaikum muhammad123 muhammad12345 allahuakbar indonesia1
        indonesia12 indonesia123 indonesia1234 indonesiaraya indonesia17 indonesia45
        indonesia1945 merdeka1945 merdeka12345 garuda12345 pancasila123 pancasila45
        jakarta123 jakarta1234 bandung123 bandung1234 surabaya123 surabaya1234 semarang123
        yogyakarta yogyakarta123 medan12345 makassar123 bogor12345 kotabogor123 kotabogor1
        bogorkota123 pemkotbogor persib1933 persija123 persijajakarta arema12345 bonek12345
        doraemon123 doraemon12 naruto12345 spongebob123 barcelona123 barcelona1 realmadrid123
        manchester1 manchesterunited liverpool123 liverpool1 juventus123 chelsea123 intermilan
        acmilan1899 terserah123 terserahku akuganteng akucantik123 ganteng123 gantengku123
        cantik12345 tidaktahu123 lupapassword lupasandi123 lupakatasandi mamapapa123
        papamama123 ayahibu123 ibuayah123 keluarga123 keluargaku kucing12345 kelinci123
        dinasdinas pegawai123 pegawaipns guruguru123 kelurahan123 kecamatan123 kotapraja123
        pemerintah pemerintah123 selamat123 selamatdatang selamatpagi selamatpagi123
        user123456 username123 guest12345 default123 temporary123 sementara123 passwordbaru
        gantipassword gantisandi123 samsung123 samsung1234 internet123 computer123 komputer123
        facebook123 whatsapp123 instagram1 instagram123 google12345 android123 tokopedia123
        gojekgojek correcthorsebatterystaple
        """
}
