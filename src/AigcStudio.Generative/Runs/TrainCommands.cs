using AigcStudio.Core.Runs;

namespace AigcStudio.Generative.Runs;

/// <summary>What was asked of a training since it last looked. Any thread asks; the loop takes once per step.</summary>
public sealed class TrainCommands
{
    private int _asked;

    public void Ask(TrainCommand command) => Interlocked.Or(ref _asked, 1 << (int)command);

    /// <summary>Everything asked since the last time; the same thing asked twice is one thing.</summary>
    public Asked Take() => new(Interlocked.Exchange(ref _asked, 0));

    /// <summary>A set of commands.</summary>
    public readonly record struct Asked(int Bits)
    {
        public bool Has(TrainCommand command) => (Bits & (1 << (int)command)) != 0;
    }
}
