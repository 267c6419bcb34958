/**
 * Words and phrases without tones that people in a Vietnamese school build passwords of: greetings, the words of the
 * trade, places, names, and what keys and songs suggest. The common list of the library is English for the most part.
 */
export const VIETNAMESE_WORDS: readonly string[] = [
  ...'matkhau matkhaucuatoi doimatkhau taikhoan dangnhap xinchao camon toiyeuvietnam vietnam vietnamvodich'.split(
    ' ',
  ),
  ...'giaovien thaygiao cogiao hieutruong hieupho phohieutruong chunhiem bomon vanthu ketoan thuvien'.split(
    ' ',
  ),
  ...'hocsinh hocba hocbaso sodiem diemso nhatruong truonghoc lophoc giaoduc sogiaoduc phonggiaoduc bogiaoduc'.split(
    ' ',
  ),
  ...'tieuhoc trunghoc trunghoccoso thcs thpt thptqg mamnon ptdtbt ptdtnt daotao vnedu smas csdl'.split(' '),
  ...'toanhoc nguvan tienganh vatly hoahoc sinhhoc lichsu dialy tinhoc congnghe amnhac mythuat theduc'.split(
    ' ',
  ),
  ...'hanoi saigon haiphong danang cantho hue nghean thanhhoa tuyenquang hagiang laocai sonla dienbien caobang'.split(
    ' ',
  ),
  ...'langson bacgiang bacninh thainguyen phutho yenbai hoabinh quangninh hungyen namdinh ninhbinh thaibinh'.split(
    ' ',
  ),
  ...'quangtri quangngai gialai daklak lamdong khanhhoa dongnai tayninh vinhlong dongthap angiang camau hochiminh'.split(
    ' ',
  ),
  ...'nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly hoa huong lan mai linh trang'.split(
    ' ',
  ),
  ...'thao phuong thuy hang nga hien huyen nhung tuyet anh minh duc dung hung tuan son long nam thanh quang'.split(
    ' ',
  ),
  ...'anhyeuem emyeuanh yeuem yeuanh iuanh iuem conyeume conyeubo yeucon giadinh hanhphuc maimai matday'.split(
    ' ',
  ),
  ...'chuacosu khongbiet khongcogi khongnho quenmatkhau motconvit concho conmeo conheo banbe tinhyeu cuocsong'.split(
    ' ',
  ),
];
