/* SHA-256 (FIPS 180-4) and the veil over an exam's answers, the same as in macros/training/questions.py.
   Own code, because crypto.subtle is asynchronous and not to be had in every browser on file://. */
(function () {
  "use strict";
  var K = [];
  var H0 = [];
  (function () {
    function phanLe(x) { return ((x - Math.floor(x)) * 4294967296) | 0; }
    for (var n = 2; K.length < 64; n++) {
      var nguyenTo = true;
      for (var i = 2; i * i <= n; i++) if (n % i === 0) { nguyenTo = false; break; }
      if (!nguyenTo) continue;
      if (H0.length < 8) H0.push(phanLe(Math.sqrt(n)));
      K.push(phanLe(Math.cbrt(n)));
    }
  })();

  function byte(chu) {
    var tho = unescape(encodeURIComponent(chu));
    var b = new Uint8Array(tho.length);
    for (var i = 0; i < tho.length; i++) b[i] = tho.charCodeAt(i);
    return b;
  }

  function chu(b) {
    var tho = "";
    for (var i = 0; i < b.length; i++) tho += String.fromCharCode(b[i]);
    return decodeURIComponent(escape(tho));
  }

  function xoay(x, n) { return (x >>> n) | (x << (32 - n)); }

  /** SHA-256 of a text's UTF-8 bytes, as 32 bytes. */
  function sha256(text) {
    var b = byte(text);
    var dai = ((b.length + 8) >> 6) * 16 + 16;
    var w = new Int32Array(dai);
    for (var i = 0; i < b.length; i++) w[i >> 2] |= b[i] << (24 - (i % 4) * 8);
    w[b.length >> 2] |= 0x80 << (24 - (b.length % 4) * 8);
    w[dai - 1] = b.length * 8;
    var h = H0.slice();
    var x = new Int32Array(64);
    for (var khoi = 0; khoi < dai; khoi += 16) {
      var a = h.slice();
      for (var t = 0; t < 64; t++) {
        if (t < 16) x[t] = w[khoi + t];
        else {
          var s0 = xoay(x[t - 15], 7) ^ xoay(x[t - 15], 18) ^ (x[t - 15] >>> 3);
          var s1 = xoay(x[t - 2], 17) ^ xoay(x[t - 2], 19) ^ (x[t - 2] >>> 10);
          x[t] = (x[t - 16] + s0 + x[t - 7] + s1) | 0;
        }
        var e = a[4];
        var t1 = (a[7] + (xoay(e, 6) ^ xoay(e, 11) ^ xoay(e, 25)) + ((e & a[5]) ^ (~e & a[6])) + K[t] + x[t]) | 0;
        var t2 = ((xoay(a[0], 2) ^ xoay(a[0], 13) ^ xoay(a[0], 22)) + ((a[0] & a[1]) ^ (a[0] & a[2]) ^ (a[1] & a[2]))) | 0;
        a = [(t1 + t2) | 0, a[0], a[1], a[2], (a[3] + t1) | 0, a[4], a[5], a[6]];
      }
      for (var j = 0; j < 8; j++) h[j] = (h[j] + a[j]) | 0;
    }
    var ra = new Uint8Array(32);
    for (var k = 0; k < 32; k++) ra[k] = h[k >> 2] >>> (24 - (k % 4) * 8);
    return ra;
  }

  function hex(b) {
    return Array.prototype.map.call(b, function (x) { return ("0" + x.toString(16)).slice(-2); }).join("");
  }

  /** A sealed question of the bank with its key and explanations (`khoa`, `giai`) back in place. */
  function mo(cau) {
    if (cau.khoa) return cau;
    var muoi = window.SoTay.duLieu.nganHang.muoi;
    var tho = atob(cau.kin);
    var b = new Uint8Array(tho.length);
    for (var khoi = 0; khoi * 32 < tho.length; khoi++) {
      var dong = sha256(muoi + "|" + cau.id + "|" + khoi);
      for (var i = 0; i < 32 && khoi * 32 + i < tho.length; i++) b[khoi * 32 + i] = tho.charCodeAt(khoi * 32 + i) ^ dong[i];
    }
    var giai = JSON.parse(chu(b));
    var moi = {};
    Object.keys(cau).forEach(function (k) { moi[k] = cau[k]; });
    moi.khoa = giai.khoa;
    moi.giai = giai.giai;
    return moi;
  }

  window.SoTay.niemPhong = {
    sha256: function (text) { return hex(sha256(text)); },
    mo: mo,
    /** Is the answer right? Judged by salted hashes, so without unveiling anything. */
    dung: function (cau, dap) {
      return cau.dau.indexOf(hex(sha256(window.SoTay.duLieu.nganHang.muoi + "|" + cau.id + "|" + dap))) >= 0;
    }
  };
})();
