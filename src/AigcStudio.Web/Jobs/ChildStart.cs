using AigcStudio.Core.Jobs;

namespace AigcStudio.Web.Jobs;

/// <summary>How a child is started and ended.</summary>
/// <param name="Spool">Where the two sockets lie while the child connects; too long a path moves them to the temporary folder.</param>
/// <param name="LogFile">Standard error and output go there; past <see cref="MaxLogBytes"/> the file starts again and the older half stays beside as <c>.1</c>.</param>
public sealed record ChildStart(ChildProgram Program, string Spool, string LogFile)
{
    /// <summary>What the child may call on our side; null where it only answers.</summary>
    public ChildListener? Listener { get; init; }

    /// <summary>Added to the studio's own environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What the child may touch of the file system; null where it confines itself to nothing.</summary>
    public ChildRoom? Room { get; init; }

    /// <summary>From start to both sockets connected; loading libtorch cold takes most of it.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>From the closed connection to the kill.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    public long MaxLogBytes { get; init; } = 4L << 20;
}

/// <summary>Exactly the members of one contract, so that a child can call nothing else of the object behind it.</summary>
public sealed record ChildListener(Type Contract, object Target)
{
    public static ChildListener For<TContract>(TContract target)
        where TContract : class => new(typeof(TContract), target);
}
