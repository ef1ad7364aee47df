namespace AigcStudio.Core;

/// <summary>
/// The context in which somebody began to listen, the language of a page above all: what others set off later is done in it,
/// on whichever thread they are.
/// </summary>
public sealed class OwnContext
{
    // Null only where the flow of contexts was suppressed on purpose: then the caller's serves.
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    public void Run(Action act)
    {
        if (_context is null)
        {
            act();
        }
        else
        {
            ExecutionContext.Run(_context, _ => act(), null);
        }
    }
}
