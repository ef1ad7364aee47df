using TorchSharp;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Models;

/// <summary>
/// Adam (Kingma, Ba 2014, arXiv:1412.6980, algorithm 1) over all parameters in one native call, where the device has the kernel;
/// else tensor by tensor. Its moments are part of the learner's state; the step comes from the loop.
/// </summary>
public sealed class Adam : IDisposable
{
    private const double Epsilon = 1e-8;

    private readonly string _name;
    private readonly Tensor[] _weights;
    private readonly Tensor[] _means;
    private readonly Tensor[] _squares;
    private readonly Tensor _step;
    private readonly Tensor[] _steps;
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly bool _fused;

    /// <param name="name">Prefix of the moments in a checkpoint.</param>
    /// <param name="fused">False for the managed fallback; devices other than processor and CUDA always use it.</param>
    public Adam(string name, IEnumerable<Tensor> weights, double beta1 = 0.9, double beta2 = 0.999, bool fused = true)
    {
        (_name, _beta1, _beta2, _weights) = (name, beta1, beta2, [.. weights]);
        using var outside = NewDisposeScope();
        _means = [.. _weights.Select(w => zeros_like(w).DetachFromDisposeScope())];
        _squares = [.. _weights.Select(w => zeros_like(w).DetachFromDisposeScope())];
        var device = _weights[0].device;
        _step = zeros(1, ScalarType.Float32, device)[0].clone().DetachFromDisposeScope();
        _steps = [.. _weights.Select(_ => _step)];
        _fused = fused && device.type is DeviceType.CPU or DeviceType.CUDA;
    }

    /// <summary>Both moments of every parameter, in the order of the parameters.</summary>
    public IEnumerable<NamedTensor> State =>
        _means.Select((t, i) => new NamedTensor($"{_name}.mean.{i}", t)).Concat(_squares.Select((t, i) => new NamedTensor($"{_name}.square.{i}", t)));

    /// <summary>One update.</summary>
    /// <param name="slopes">A gradient for each parameter.</param>
    /// <param name="step">1, 2, 3 ...: corrects the moments' bias.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="decay">Share of every weight that a step at rate 1 would take away (Loshchilov, Hutter 2017, arXiv:1711.05101, algorithm 2).</param>
    public void Update(IEnumerable<Tensor> slopes, int step, double rate, double decay = 0)
    {
        using var unwatched = no_grad();
        using var outer = NewDisposeScope();
        if (decay > 0)
        {
            Array.ForEach(_weights, w => w.mul_(1 - (rate * decay)));
        }

        // The kernel walks raw memory in the order of the weights; a gradient may come transposed or expanded.
        Tensor[] given = [.. slopes.Select(s => s.contiguous())];
        if (_fused)
        {
            _step.fill_(step);
            TorchKernels.Adam(_weights, given, _means, _squares, _steps, rate, _beta1, _beta2, Epsilon);
            return;
        }

        for (var i = 0; i < given.Length; i++)
        {
            using var scope = NewDisposeScope();
            _means[i].mul_(_beta1).add_(given[i], 1 - _beta1);
            _squares[i].mul_(_beta2).addcmul_(given[i], given[i], 1 - _beta2);
            var width = _squares[i].sqrt().div_(Math.Sqrt(1 - Math.Pow(_beta2, step))).add_(Epsilon);
            _weights[i].addcdiv_(_means[i], width, -rate / (1 - Math.Pow(_beta1, step)));
        }
    }

    public void Dispose()
    {
        foreach (var tensor in _means.Concat(_squares).Append(_step))
        {
            tensor.Dispose();
        }
    }
}
