"""The names of people of Vietnam, without accents, and what only looks like one: places, streets, people of history.

Lists, and the patterns made of them. A pattern is meant for text whose accents :func:`bare` has taken away, so that
«Sùng A Chứ» is found as «Sung A Chu» too; those that need accents say so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_BARE = ({code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x1F00)}
         | {ord("đ"): "d", ord("Đ"): "D", ord("ƀ"): "b", ord("Ƀ"): "B"})


def bare(text: str) -> str:
    """Composed ``text`` without accents, its case and length kept."""
    return text.translate(_BARE)


# Family names and first parts of names, as the peoples of the country write them.
_FAMILIES = (
    # Kinh, Muong, Tay, Nung, Thai, Hoa
    "Nguyen Tran Le Pham Hoang Huynh Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Dinh Trinh Doan Dao Luong Mai Truong Lam Ha Cao Chu Thai Ta"
    " Quach Ton Luu Nong Lo Vi Vy Giang Kieu La Than To Tong Thach Son Trieu Ban Hua Au Quan Tang Phung Khuat Nghiem Be Ma Luc Dam Mong"
    " Hoi Luong Lu Quang Cam Bac Dieu Ca Lang Kha Ngan Moong Cut Xeo Mach Diep Vong Voong Phun Chuong Sam Lai Tieu Uong Kim Ninh Viem"
    # Mong, Dao, Ha Nhi, La Hu, Lo Lo, Pa Then, Giay
    " Sung Giang Vang Lau Thao Mua Cu Hang Ho Vu Xong Va Gia Thau Lia Chang Trang Ly Sinh Chao Tan Phan Lu Khoang Po Vu Suong Sin Phu Tai"
    " Hung Sen Hau Hu Ky Lung Cung Pao Phin Min Tuan Sua Tho Chua Lenh Sang"
    # Khmer, Cham, Raglai
    " Danh Chau Kien Thi Lieu Neang Chamalea Pinang Katore Tain Dang Ba Han Nao Lo Tu Mang Cao Truong"
    # Ede, Jarai, Bahnar, Mnong, Koho, Co Tu, Ta Oi, Bru, Stieng, Gie
    " Nie Mlo Eban Ayun Ksor Rmah Rcom Siu Kpa Nay Kbuor Bya Ktla Hwing Knul Ralan Rahlan Puih Kpuih Dieu Alang Arat Zoram Coor Blup Ating"
    " Bnuoch Pling Riah Hoih Kan Vo Cil Kra Lieng Ndu Ka Bon Bkrong Buon"
)


def _one_of(names: Iterable[str]) -> str:
    """A pattern of the names, put together by first letters: a search then tries twenty ways at a word and not three hundred."""
    ends: dict[str, set[str]] = {}
    for name in names:
        ends.setdefault(name[0], set()).add(name[1:])
    parts = (f"{first}(?:{'|'.join(sorted(ends[first], key=lambda end: (-len(end), end)))})" for first in sorted(ends))
    return f"(?:{'|'.join(parts)})"


FAMILY, FAMILY_IN_CAPITALS = _one_of(_FAMILIES.split()), _one_of(_FAMILIES.upper().split())

_WORD = r"(?:[A-Z][a-z]*'[A-Za-z][a-z]+|[A-Z][a-z]+(?:-[A-Z][a-z]+)?)"
_REST = rf"(?: (?:[AYKH]'?(?= [A-Z])|{_WORD}))"  # the single letter within «Sung A Chu», «Dieu K' Re»
_CAPITALS = r"(?: (?!(?:SINH|NGAY|SN|NS)\b)(?:[AYKH]'?(?= [A-Z]{2})|[A-Z]{2,}|[A-Z]{1,3}'[A-Z]+))"
# «Nguyễn Văn A» is nobody: no name goes on with a single letter. Possessive, or the pattern would stop a word before it.
_END = r"(?!\w)(?! [A-Z](?!\w))"
_LISTED_ONE = (
    rf"{FAMILY}{_REST}{{1,4}}+|{FAMILY_IN_CAPITALS}{_CAPITALS}{{1,4}}+"
    rf"|(?:(?:Ro|Ra|Rah|Bh|Ko|Kon|Po)[ ']{_WORD}|Bh'riu|Rna|Aviet){_REST}{{1,3}}+"
    rf"|[AYHK](?:' ?| |-){_WORD}{_REST}{{0,3}}+|[AYHK](?:' ?| )[A-Z]{{2,}}{_CAPITALS}{{0,3}}+"
)
#: A name whose first part is a known family name, or the mark of a name of the Central Highlands (Y, H', A, K').
LISTED = rf"(?=[A-Z])(?<![\w'-])(?:{_LISTED_ONE}){_END}"
#: Any two to six words with capitals. Only where the text itself says that here stands a person.
ANY = rf"(?=[A-Z])(?<![\w'-])(?:{_LISTED_ONE}|{_WORD}{_REST}{{1,5}}+|[A-Z]{{2,}}{_CAPITALS}{{1,5}}+){_END}"

_PLACES = (
    "Ha Noi|Ha Nam|Ha Giang|Ha Tinh|Ha Dong|Ha Long|Ha Tien|Cao Bang|Cao Lanh|Lam Dong|Lam Ha|Thai Binh|Thai Nguyen|Thai Lan|Son La|Son Tay"
    "|Son Duong|Ho Chi Minh|Lai Chau|Lai Vung|Kien Giang|Bac Lieu|Bac Ninh|Bac Giang|Bac Kan|Bac Can|Ca Mau|Quang (?:Ninh|Nam|Ngai|Tri|Binh|Trung)"
    "|Chau (?:Doc|Thanh|Phu)|Mai Chau|Mai Son|Luong Son|Luong Tai|La Gi|Kim (?:Boi|Son|Dong|Bang)|Luc (?:Ngan|Nam|Yen)|Ngan Son|Lang (?:Son|Chanh|Giang)"
    "|Ninh (?:Binh|Thuan|Giang|Kieu)|Duong Kinh|Dao Vien|Vi (?:Xuyen|Thanh)|Dinh (?:Hoa|Quan)|Ba (?:Dinh|Vi|Ria|Be|Thuoc)|Phu (?:Tho|Yen|Quoc|Nhuan|Ly|Xuyen)"
    "|Ho (?:Tay|Guom|Hoan Kiem)|Cu Chi|Chi Linh|Tu (?:Liem|Son|Ky)|Tan (?:Binh|An|Phu|Yen)|Hung (?:Yen|Nguyen|Ha)|Cam (?:Ranh|Pha|Khe|Xuyen|Lo)"
    "|Dong (?:Nai|Thap|Anh|Da)|Hai (?:Phong|Duong)|Viet Nam|Lien Xo|Trung Quoc|Lao Cai|Mu Cang Chai|Mua (?:Xuan|Thu|He|Dong)|A Luoi|Y Yen|Dien Bien"
    "|Long An|Long Xuyen|Tien Giang|Hau Giang|An Giang|Nghe An|Thanh Hoa|Nam Dinh|Vinh Phuc|Vinh Long|Da Nang|Da Lat|Can Tho|Gia Lai|Kon Tum|Dak Lak"
    "|Dak Nong|Dac Lac|Binh (?:Dinh|Duong|Phuoc|Thuan)|Khanh Hoa|Tay Ninh|Ben Tre|Tra Vinh|Soc Trang|Yen Bai|Tuyen Quang|Hoa Binh|Buon (?:Ma Thuot|Ho)"
)
PLACE = re.compile(rf"(?:{_PLACES})(?! [A-Z][a-z])", re.IGNORECASE)

_HISTORIC = (
    "Ly (?:Thuong Kiet|Thai To|Tu Trong|Nam De|Cong Uan|Chinh Thang|Thai Tong|Thanh Tong)|Tran (?:Hung Dao|Quoc Tuan|Quoc Toan|Phu|Nhan Tong|Quang Khai"
    "|Nhat Duat|Thu Do|Van On|Te Xuong|Dang Ninh|Huy Lieu|Dai Nghia|Nguyen Han)|Le (?:Loi|Lai|Thanh Tong|Hoan|Dai Hanh|Hong Phong|Duan|Duc Tho|Quy Don|Van Tam"
    "|Van Luong|Thanh Nghi|Van Duyet|Van Huu|Quang Dao|Kha Phieu|Trong Tan)|Nguyen (?:Hue|Trai|Du|Ai Quoc|Tat Thanh|Sinh Sac|Thi Minh Khai|Van Cu|Van Linh"
    "|Van Troi|Viet Xuan|Duc Canh|Luong Bang|Chi Thanh|Dinh Chieu|Cong Tru|Binh Khiem|Khuyen|Thai Hoc|Thai Binh|Trung Truc|Thi Dinh|Thi Chien|Thi Suot|Phong Sac"
    "|Duy Trinh|Huu Tho|Truong To|Tri Phuong|Xien|Bieu|Thien Thuat|Hoang Ton|Khang|Phu Trong|Co Thach|Dinh Thi|Huu Canh|Ngoc Nai|Van Be)"
    "|Phan (?:Boi Chau|Chau Trinh|Chu Trinh|Dinh Phung|Dinh Giot|Dang Luu|Huy Chu|Van Khoe|Van Dong|Thanh Gian)|Ho (?:Chi Minh|Tung Mau|Xuan Huong|Quy Ly|Bieu Chanh)"
    "|Vo (?:Nguyen Giap|Thi Sau|Van Kiet|Van Tan|Chi Cong|Thi Thang|Van Dung)|Hoang (?:Van Thu|Quoc Viet|Hoa Tham|Dieu|Minh Giam|Sa|Van Thai|Dao Thuy)"
    "|To (?:Vinh Dien|Hieu|Huu|Hien Thanh)|Bui (?:Thi Xuan|Vien|Xuan Phai)|Dinh (?:Tien Hoang|Bo Linh|Cong Trang)|Ngo (?:Quyen|Gia Tu|Si Lien|Thi Nham|Tat To|Van So)"
    "|Trieu (?:Thi Trinh|Quang Phuc|Da|Viet Vuong)|Mai (?:Thuc Loan|Hac De|Xuan Thuong)|Phung (?:Hung|Chi Kien|Khac Khoan)|Truong (?:Dinh|Chinh|Han Sieu|Cong Dinh)"
    "|Ton (?:Duc Thang|That Thuyet|That Tung)|Pham (?:Ngu Lao|Hong Thai|Van Dong|Hung|Ngoc Thach|Tuan)|Be Van Dan|La Van Cau|Cu Chinh Lan|Kim Dong|Vu A Dinh"
    "|Nong Van Den|Ly Thuong|Duong (?:Dinh Nghe|Quang Ham|Thi Cam Van)|Luong (?:The Vinh|Van Can|Dinh Cua|Van Tri)|Chu Van An|Cao Ba Quat|Doan Thi Diem"
    "|Dang (?:Thai Mai|Thai Than|Thuy Tram|Dung|Van Ngu)|Dao (?:Duy Anh|Duy Tu|Tan)|Thai Phien|Quang Trung|Huynh (?:Thuc Khang|Tan Phat|Van Banh)|Lam Van Thanh|Ha Huy Tap"
)
#: People of history, whose names streets, schools, units and sentences about history bear.
HISTORIC = re.compile(rf"(?:{_HISTORIC})(?! [A-Z][a-z])", re.IGNORECASE)

#: What stands before a name that is not a person's here: a street, a school, a village, a place of birth.
THING_BEFORE = re.compile(
    r"(?<!\w)(?:duong|pho|ngo|ngach|hem|truong(?: (?:tieu hoc|trung hoc(?: co so| pho thong)?|mam non|dai hoc|cao dang|chinh tri))?|thcs|thpt|phuong|xa|huyen|quan|tinh"
    r"|thanh pho|thi xa|thi tran|thon|xom|ap|ban|lang|khu(?: pho)?|to(?: dan pho)?|giai(?: thuong)?|cong vien|quang truong|thu vien|bao tang|benh vien|nha may|cau"
    r"|chi bo|dang bo|dang uy|chi doan|doi|lop|khoa|hoc vien|tuong dai|tuong|cum|dao|song|nui|deo|tai|o|den|tu|que(?: quan)?|noi sinh|sinh quan|tru quan"
    r"|phong trao|chien dich|nha hat|rap|cho|ben|cang|san|sach|tac pham|nha xuat ban|tap doan|cong ty)[ :]+(?:so \d+ |\d+ )?$", re.IGNORECASE)
#: What is said before people of history and of public life only.
HONOURED_BEFORE = re.compile(
    r"(?<!\w)(?:anh hung(?: liet si| lao dong)?|(?<!con )(?<!vo )(?<!me )(?<!cha )liet [sS][iy]|dai tuong|thuong tuong|nha (?:tho|van|bao|cach mang|yeu nuoc|bac hoc|su hoc)"
    r"|nhac si|hoa si|danh nhan|danh tuong|vua|hoang de|chu tich nuoc|chu tich quoc hoi|tong bi thu|thu tuong(?: chinh phu)?|lanh tu|chi si|phi cong|nu tuong) $",
    re.IGNORECASE)
#: Who signed on a day was not born on it; with accents, as the next two.
SIGNED_BEFORE = re.compile(r"(?<!\w)(?:ký|KÝ|Ký|phê duyệt|ban hành|công bố|trao tặng|khánh thành|thành lập|khởi công)(?!\w)[^\n]{0,25}$")
#: Words after a date that tell of the past: a death, a founding, an anniversary.
GONE_AFTER = re.compile(r"(?<!\w)(?:hy sinh|hi sinh|mất(?: ngày| năm)|tạ thế|từ trần|qua đời|thành lập|khánh thành|khởi công|ngày truyền thống)(?!\w)", re.IGNORECASE)
#: First words, with their accents, of what is written with capitals and is no person.
NO_PERSON = re.compile(
    r"(?:Đảng|Chi|Ban|Hội|Trường|Ngày|Tháng|Năm|Thôn|Xã|Phường|Tỉnh|Huyện|Khóa|Lớp|Phòng|Nơi|Quê|Dân|Giới|Họ|Danh sách|Các|Những|Nhà|Đồng|Đại hội"
    r"|Thanh niên|Số|Sổ|Mẫu|Cơ|Cán|Quần|Công|Bí|Ủy|Việt|Người|Tên|Thẻ|Kỳ|Quý|Trung ương|Bộ|Sở|Độ|Tuổi|Cộng|Chủ|Đường|Phố|Cầu|Chợ|Lễ|Quận|Khu|Viên|Thư|Đoàn viên|Thanh)(?!\w)", re.IGNORECASE)
