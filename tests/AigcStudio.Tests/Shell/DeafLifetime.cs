using Microsoft.Extensions.Hosting;

namespace AigcStudio.Tests.Shell;

/// <summary>Of a studio in the test program: only its test ends it. The usual one takes the program's SIGTERM for its own, stops under its test and swallows the signal.</summary>
internal sealed class DeafLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
