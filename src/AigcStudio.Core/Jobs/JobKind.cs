namespace AigcStudio.Core.Jobs;

public enum JobKind
{
    Import,
    Train,
    Draw,
    Evaluate,
    Export,
    Clean,
}
