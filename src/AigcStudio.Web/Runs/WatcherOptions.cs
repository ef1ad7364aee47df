using System.ComponentModel.DataAnnotations;

namespace AigcStudio.Web.Runs;

/// <summary>Section <c>Watchers</c> of the configuration: how many may follow runs over <c>/hubs/runs</c>, and how slowly.</summary>
public sealed class WatcherOptions
{
    public const string Section = "Watchers";

    /// <summary>Watches of all clients together; one more is refused. Default 5,000.</summary>
    [Range(1, 1_000_000)]
    public int Most { get; set; } = 5_000;

    /// <summary>Runs that one connection may watch. Default 100.</summary>
    [Range(1, 10_000)]
    public int RunsEach { get; set; } = 100;

    /// <summary>Acts (watch, unwatch) a second of one person over all connections; five seconds' worth at once. Default 20.</summary>
    [Range(1, 100_000)]
    public int ActsPerSecond { get; set; } = 20;

    /// <summary>Seconds that one message may take to leave; a client that reads no more is dropped then. Default 10.</summary>
    [Range(0.1, 600)]
    public double SendSeconds { get; set; } = 10;
}
