//! The digamma function and its first two derivatives.

/// From here on the asymptotic series is used.
const FAR: f64 = 16.0;

/// psi(x), x > 0: the derivative of ln Gamma. Absolute error below 1e-15 (1 + |psi(x)|) (1/x is added up to x = 16, then the
/// asymptotic series, Abramowitz and Stegun 6.3.18).
pub fn digamma(x: f64) -> f64 {
    let (mut x, mut below) = (x, 0.0);
    while x < FAR {
        below += 1.0 / x;
        x += 1.0;
    }
    let y = 1.0 / (x * x);
    let series = y
        * (1.0 / 12.0
            - y * (1.0 / 120.0
                - y * (1.0 / 252.0
                    - y * (1.0 / 240.0 - y * (1.0 / 132.0 - y * 691.0 / 32_760.0)))));
    (libm::log(x) - 0.5 / x - series) - below
}

/// psi'(x), x > 0. Relative error below 1e-15 (Abramowitz and Stegun 6.4.12).
pub fn trigamma(x: f64) -> f64 {
    let (mut x, mut below) = (x, 0.0);
    while x < FAR {
        below += 1.0 / (x * x);
        x += 1.0;
    }
    let y = 1.0 / (x * x);
    let series =
        y * (1.0 / 6.0 - y * (1.0 / 30.0 - y * (1.0 / 42.0 - y * (1.0 / 30.0 - y * (5.0 / 66.0)))));
    below + (1.0 + 0.5 / x + series) / x
}

/// psi''(x), x > 0; negative. Relative error below 1e-14 (the derivative of the series of [`trigamma`]).
pub fn tetragamma(x: f64) -> f64 {
    let (mut x, mut below) = (x, 0.0);
    while x < FAR {
        below += 2.0 / (x * x * x);
        x += 1.0;
    }
    let y = 1.0 / (x * x);
    let series = 0.5 - y * (1.0 / 6.0 - y * (1.0 / 6.0 - y * (0.3 - y * (5.0 / 6.0))));
    -(y * (1.0 + 1.0 / x + y * series) + below)
}
