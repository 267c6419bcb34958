import type { ManifestOptions } from 'vite-plugin-pwa';

/** The web app manifest: what a device shows when the app is installed on it. */
const manifest: Partial<ManifestOptions> = {
  id: '/',
  name: 'Học Bạ',
  short_name: 'Học Bạ',
  description: 'Nhập điểm, duyệt, phát hành và tra cứu học bạ số, cả khi không có mạng',
  lang: 'vi',
  dir: 'ltr',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#fdfcf8',
  theme_color: '#fdfcf8',
  categories: ['education'],
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: '/icons/monochrome-512.png', sizes: '512x512', type: 'image/png', purpose: 'monochrome' },
  ],
  shortcuts: [
    { name: 'Lớp của tôi', url: '/' },
    { name: 'Tra cứu học bạ', url: '/look-up' },
    { name: 'Kiểm tra học bạ', url: '/verify' },
  ],
};

export default manifest;
