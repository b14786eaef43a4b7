//! Name and purpose of every preset. No numbers are typed here: they are computed.

pub const SIGMOID_CLASSIC: [&str; 2] = [
    "Sigmoid, the textbook case",
    "A′ is at most 1/4, so each layer shrinks the gradient.",
];
pub const SIGMOID_GAIN: [&str; 2] = [
    "Sigmoid with large weights",
    "Larger weights help, then saturate; the bound gives the wrong verdict.",
];
pub const LINEAR_HALF: [&str; 2] = [
    "Linear, gain 1/2",
    "The gain to the power of the depth, in all directions alike; the bound is tight.",
];
pub const LINEAR_THREE_HALVES: [&str; 2] = ["Linear, gain 3/2", "The same law, growing."];
pub const FLAT_DW: [&str; 2] = [
    "The trap of level weight gradients",
    "The gradient of the weights is level while the gradient of the outputs dies.",
];
pub const GAUSS_LINEAR: [&str; 2] = [
    "Linear, Gaussian weights",
    "The variance is kept, and yet the chain treats its directions more and more unequally.",
];
pub const ISOMETRY: [&str; 2] = ["Linear isometry", "Every direction survives unchanged."];
pub const TANH_XAVIER: [&str; 2] = ["Tanh, Xavier", "The gradient decays, but slowly."];
pub const TANH_SMALL: [&str; 2] = [
    "Tanh, small weights",
    "The ordered phase: outputs and gradients both die.",
];
pub const TANH_FIVE_THIRDS: [&str; 2] = [
    "Tanh, gain 5/3",
    "The usual gain, and its price: the directions spread.",
];
pub const TANH_CHAOS: [&str; 2] = ["Tanh in chaos", "An explosion in spite of saturation."];
pub const TANH_ORTHOGONAL: [&str; 2] = [
    "Tanh, orthogonal weights",
    "Nearly an isometry, and not linear.",
];
pub const RELU_HE: [&str; 2] = [
    "ReLU, He",
    "The factor 2 makes up for the half that ReLU cuts off.",
];
pub const RELU_XAVIER: [&str; 2] = [
    "ReLU, Xavier",
    "Without the factor 2 the gradient shrinks by about √2 in each layer.",
];
pub const RELU_EXPLODE: [&str; 2] = [
    "ReLU, He, gain 1.5",
    "More than the factor 2, and the gradient explodes.",
];
pub const RELU_NARROW: [&str; 2] = ["Narrow ReLU", "Dead in most draws: press “New seed”."];
pub const SAME_VARIANCE: [&str; 2] = [
    "Sigmoid, uniform weights",
    "The shape of the distribution does not matter, its variance does: compare with the textbook case.",
];
pub const FLOAT_FLOOR: [&str; 2] = [
    "Below the floor of floats",
    "Singular values that plain f64 and f32 would have missed: tick “as plain f64 and f32 would see it”.",
];
pub const RESIDUAL_RELU: [&str; 2] = [
    "ReLU with skips",
    "A skip of 1 keeps every direction and lets the gradient explode.",
];
pub const RESIDUAL_SCALED: [&str; 2] = [
    "Skips scaled by the depth",
    "With a skip of 1/K even ReLU keeps its gradient, through 100 layers.",
];
pub const RESIDUAL_TANH: [&str; 2] = [
    "Tanh with skips of 1/√K",
    "Scaled by the root of the depth, skips tame tanh: nearly an isometry.",
];
pub const PRE_NORM: [&str; 2] = [
    "Layer norm before the weights",
    "The norm takes away most of the explosion that skips alone bring.",
];
pub const POST_NORM: [&str; 2] = [
    "Layer norm after the sum",
    "The same network with the norm behind each sum: the gradient grows far more.",
];
pub const NORM_SIGMOID: [&str; 2] = [
    "Sigmoid with layer norm",
    "A norm on the pre-activations does not save a sigmoid network.",
];
pub const TIED: [&str; 2] = [
    "A recurrent network, unrolled",
    "With shared weights the bound cries explosion while the gradient vanishes.",
];
pub const MNIST_SIZES: [&str; 2] = [
    "Sizes for handwritten digits",
    "784 inputs and layers of 512 to 10 neurons, as courses build them: the gradient survives.",
];
pub const TIED_ZERO_RADIUS: [&str; 2] = [
    "Eigenvalues of zero",
    "Both eigenvalues of the shared weights are 0, and still the gradient doubles in every layer.",
];
pub const LAW_EDGE: [&str; 2] = [
    "At the edge of chaos",
    "Tanh with a gain of 1 sits on the edge: sixty layers make the gradient some ten times shorter, at a gain of 0.8 a million times.",
];
pub const LAW_NARROW: [&str; 2] = [
    "Narrow and deep",
    "Twenty ReLU layers of eight neurons: a typical gradient lies far below the law of wide layers.",
];
pub const LAW_HALF: [&str; 2] = [
    "Too small for fp16",
    "After twenty layers the gradient is alive, but no normal number of fp16 any more.",
];
pub const TRAIN_SIGMOID: [&str; 2] = [
    "Training: sigmoid",
    "Hardly any gradient reaches the first layers, which stand still from the first step to the last.",
];
pub const TRAIN_RELU: [&str; 2] = [
    "Training: ReLU and He",
    "The same network with ReLU and the initialisation made for it: soon every layer learns.",
];
pub const TRAIN_SKIP: [&str; 2] = [
    "Training: sigmoid with skips",
    "Around each layer there is a way for the gradient: in time every layer learns, even with sigmoid.",
];
pub const TRAIN_EDGE: [&str; 2] = [
    "Training: tanh at the edge",
    "At the edge of chaos twenty layers of tanh learn together.",
];
pub const TRAIN_CHAOS: [&str; 2] = [
    "Training: tanh in chaos",
    "With a gain of 3 the gradient explodes at first; soon the first layers stand still, and the loss is that of a guess.",
];
pub const TRAIN_EXPLODES: [&str; 2] = [
    "Training: a gain that explodes",
    "The gradient explodes, and after a few steps a number is no longer finite.",
];
pub const TRAIN_CLIPPED: [&str; 2] = [
    "Training: the clip that saves it",
    "The same network with a limit on the length of the gradient: nothing diverges, and in the end it learns.",
];
pub const TRAIN_COPY: [&str; 2] = [
    "Training: recall after a delay",
    "A recurrent network learns to say what it heard ten steps ago.",
];
pub const TRAIN_DEEP_LINEAR: [&str; 2] = [
    "Training: a deep linear network",
    "Every layer gets the same gradient, and yet little seems to happen at first: the delay comes from the product of the weights.",
];
pub const HAND_CHECK: [&str; 2] = [
    "Small enough for paper",
    "Three layers of two neurons: every number can be checked by hand.",
];
