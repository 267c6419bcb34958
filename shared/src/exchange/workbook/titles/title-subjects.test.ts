import { describe, expect, it } from 'vitest';
import type { SheetTerm, SubjectCode } from '../../../school/identifiers.ts';
import { claimsOfName, claimsOfTitle, judgeClaims } from './sheet-claims.ts';

/** The claims of a title against a mark sheet of a subject in the first term. */
const against = (text: string, subject: string, read = claimsOfTitle) => {
  const target = { subject: subject as SubjectCode, term: 'hk1' as SheetTerm };
  return judgeClaims(text, read(text), target).against.map(({ about }) => about);
};

describe('field 26: a title that names another subject, with and without the word for it', () => {
  it.each([
    'BẢNG ĐIỂM TIN HỌC 8A1',
    'BẢNG ĐIỂM NGỮ VĂN',
    'BANG DIEM NGU VAN',
    'NGỮ VĂN 8A1',
    'SỔ ĐIỂM KHOA HỌC TỰ NHIÊN LỚP 8A1',
    'Bảng điểm Tiếng Anh 8A1 HK1',
    'Tin học',
    'Văn 8A1',
    'Hoá',
    'KHTN',
    'Bảng điểm Lý',
    'Sổ điểm Sử',
    'Điểm Sinh học của lớp 8A1',
    'Môn:  Tiếng Anh  Lớp:  8A1',
    'Trường THCS Tân Trào  BẢNG ĐIỂM NGỮ VĂN',
    'TRƯỜNG THCS TÂN TRÀO - BẢNG ĐIỂM TIN HỌC',
    'Giáo viên: Nguyễn Thị Hạnh  Ngữ văn 8A1',
  ])('the title "%s" on a sheet of mathematics is refused', (title) => {
    expect(against(title, 'toan')).toEqual(['subject']);
    expect(against(title, 'gdcd')).toEqual(['subject']);
  });

  it.each([
    'T.Anh',
    'Anh văn',
    'N.Văn',
    'V.Lý',
    'Đ.Lý',
    'L.Sử',
    'GDĐP',
    'HĐTN-HN',
    'LS&ĐL',
    'T.Anh 8A1',
    'Hoá_HK1',
  ])('a sheet called "%s" is refused', (name) => {
    expect(against(name, 'toan', claimsOfName)).toEqual(['subject']);
  });

  it.each(['Học kỳ hai', 'BẢNG ĐIỂM TOÁN HỌC KỲ 2', 'TOÁN HKII', 'Kỳ 2', 'Học kì thứ hai', 'HK Ⅱ'])(
    'the title "%s" in the first term is refused',
    (title) => {
      expect(against(title, 'toan')).toEqual(['term']);
    },
  );

  it.each([
    ['khtn', 'BẢNG ĐIỂM KHOA HỌC TỰ NHIÊN'],
    ['khtn', 'Khoa học'],
    ['khtn', 'Môn Vật lí (Khoa học tự nhiên)'],
    ['khoa-hoc', 'BẢNG ĐIỂM KHOA HỌC 4A'],
    ['lsdl', 'Bảng điểm Lịch sử và Địa lí lớp 8A1'],
    ['lsdl', 'Lịch sử'],
    ['lsdl', 'Môn Địa lý'],
    ['tin-cn', 'Tin học và Công nghệ'],
    ['tin-cn', 'BẢNG ĐIỂM CÔNG NGHỆ'],
    ['tin', 'TIN HỌC 8A1'],
    ['nn1', 'Bảng điểm Tiếng Anh'],
    ['hdtn', 'Hoạt động trải nghiệm, hướng nghiệp'],
    ['hoa', 'HÓA HỌC KỲ 1'],
    ['toan', 'TOÁN HỌC KỲ I'],
  ])('a sheet of %s takes the title "%s", whose subject is the own one or a part of it', (subject, title) => {
    expect(against(title, subject)).toEqual([]);
  });

  it.each([
    'Trường THCS Tân Trào',
    'TRƯỜNG THPT CHUYÊN KHOA HỌC TỰ NHIÊN',
    'Trường:  THPT chuyên Ngoại ngữ',
    'THPT Nguyễn Văn Sử  Năm học 2026-2027',
    'SỞ GIÁO DỤC VÀ ĐÀO TẠO TUYÊN QUANG',
    'Sở Khoa học và Công nghệ',
    'Tổ: Khoa học tự nhiên',
    'TỔ TOÁN - TIN',
    'Tổ chuyên môn: Văn - Sử - Địa',
    'Tổ bộ môn  Ngữ văn',
    'Giáo viên: Nguyễn Văn Anh',
    'Giáo viên bộ môn  Nguyễn Thị Hoa',
    'GVCN  Lê Thị Sinh',
    'Nguyễn Văn  Anh',
    'Danh sách toàn trường, giáo viên: Nguyễn Văn Anh',
    'BẢNG ĐIỂM TOÀN KHỐI 8',
    'BẢNG ĐIỂM HỌC SINH HỌC KỲ I',
    'THÔNG TIN HỌC SINH',
    'THONG TIN HOC SINH HOC KI I',
    'Điểm văn hóa học kỳ I',
    'Khóa học 2026-2027',
    'Công nghệ thông tin',
    'Người lập bảng: Trần Tin',
    'Tuyên Quang, ngày 15 tháng 01 năm 2027',
    'Sĩ số: 42, vắng: 2',
    'Ngày sinh: 12/3/2013',
    'Sinh ngày 12/3/2013',
    'Năm sinh 2013',
    'Nam sinh: 20, nữ sinh: 22',
    'Văn phòng',
    'CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'CONG HOA XA HOI CHU NGHIA VIET NAM',
    'SỔ GỌI TÊN VÀ GHI ĐIỂM',
    'SỔ THEO DÕI VÀ ĐÁNH GIÁ HỌC SINH',
    'Mẫu 01 - Ban hành kèm Thông tư 22/2021/TT-BGDĐT',
    'Địa chỉ: xã Tân Trào',
    'HỌC KỲ I - TỪ TUẦN 1 ĐẾN TUẦN 18',
  ])('the title "%s", which names a school, an office, a person or no subject, is taken', (title) => {
    for (const subject of ['gdqp', 'gdcd']) expect(against(title, subject)).toEqual([]);
    expect(against(title, 'gdqp', claimsOfName)).toEqual([]);
  });

  it('the title of a workbook of several subjects, one of which is the own one, is taken', () => {
    expect(against('Toán  Ngữ văn  Tiếng Anh', 'toan')).toEqual([]);
    expect(against('Ngữ văn  Tiếng Anh', 'toan')).toEqual(['subject']);
  });
});
