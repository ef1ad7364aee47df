namespace AigcStudio.Web.Shell;

/// <summary>Which of the studio's duties this process has.</summary>
public enum StudioRole
{
    /// <summary>Pages, API and background work: the default.</summary>
    All,

    /// <summary>Pages and API only.</summary>
    Web,

    /// <summary>Background work and health endpoints only.</summary>
    Worker,
}

/// <summary>What is configured under <c>Studio:</c>; read and checked before anything else happens.</summary>
public sealed record StudioOptions
{
    /// <summary>Where everything is remembered; relative to the content root. Default <c>studio-data</c>.</summary>
    public required string DataRoot { get; init; }

    /// <summary>Where backups go, relative to the content root; null for <c>backups</c> in the data root, which survives mistakes but not the disk.</summary>
    public string? BackupFolder { get; init; }

    public required StudioRole Role { get; init; }

    /// <summary>Whether a first start brings the demo brand along. Default true.</summary>
    public required bool DemoData { get; init; }

    /// <summary>Whether a start measures, for a minute when nothing waits, what the families cost on this host. Default true.</summary>
    public required bool MeasureAtStart { get; init; }

    /// <summary>
    /// A proxy in front speaks HTTPS and sets <c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c> and <c>X-Forwarded-Host</c>; it must be one of
    /// <see cref="KnownProxies"/>. Default false.
    /// </summary>
    public required bool BehindProxy { get; init; }

    /// <summary>The proxies whose headers are believed. Default the loopback.</summary>
    public required KnownProxies KnownProxies { get; init; }

    /// <summary>Requests a second that one person has for the API and the hubs; five times as many at once. Default 100.</summary>
    public required int RequestsPerSecond { get; init; }

    /// <summary>Pages that lost their connection and are kept for three minutes, so that they come back as they were. Default 100.</summary>
    public required int DisconnectedCircuits { get; init; }

    /// <summary>How long a first administrator's link or an invitation is good for. Default 72 hours.</summary>
    public required TimeSpan InvitationLifetime { get; init; }

    /// <param name="folder">What a relative data root starts from: where the program is called.</param>
    /// <exception cref="StartRefusedException">A value cannot be used; the message names it.</exception>
    public static StudioOptions From(IConfiguration configuration, string folder)
    {
        var section = configuration.GetSection("Studio");
        var options = new StudioOptions
        {
            DataRoot = Path.GetFullPath(Path.Combine(folder, Text(section, "DataRoot", "studio-data"))),
            BackupFolder = section["BackupFolder"] is { Length: > 0 } backups ? Path.GetFullPath(Path.Combine(folder, backups)) : null,
            Role = Read(section, "Role", StudioRole.All, Enum.TryParse, "All, Web or Worker"),
            DemoData = Read(section, "DemoData", true, (string t, bool _, out bool v) => bool.TryParse(t, out v), "true or false"),
            MeasureAtStart = Read(section, "MeasureAtStart", true, (string t, bool _, out bool v) => bool.TryParse(t, out v), "true or false"),
            BehindProxy = Read(section, "BehindProxy", false, (string t, bool _, out bool v) => bool.TryParse(t, out v), "true or false"),
            KnownProxies = Read(section, "KnownProxies", KnownProxies.Parse("")!, Proxies, "addresses or networks, such as 10.0.0.7, 10.1.0.0/16"),
            RequestsPerSecond = Read(section, "RequestsPerSecond", 100, Count, "a whole number from 1 to 100000"),
            DisconnectedCircuits = Read(section, "DisconnectedCircuits", 100, Count, "a whole number from 1 to 100000"),
            InvitationLifetime = TimeSpan.FromHours(Read(section, "InvitationHours", 72, Hours, "a whole number from 1 to 720")),
        };
        return options.Checked();
    }

    private static bool Hours(string text, bool ignoreCase, out int hours) =>
        int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out hours) && hours is >= 1 and <= 720;

    private static bool Count(string text, bool ignoreCase, out int count) =>
        int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out count) && count is >= 1 and <= 100_000;

    private static bool Proxies(string text, bool ignoreCase, out KnownProxies proxies) => (proxies = KnownProxies.Parse(text)!) is not null;

    private static string Text(IConfigurationSection section, string name, string otherwise) =>
        section[name] is { Length: > 0 } text ? text : otherwise;

    private delegate bool Reader<T>(string text, bool ignoreCase, out T value);

    private static T Read<T>(IConfigurationSection section, string name, T otherwise, Reader<T> reader, string legal) =>
        section[name] is not { Length: > 0 } text ? otherwise
        : reader(text, true, out var value) ? value
        : throw new StartRefusedException($"Studio:{name} is '{text}'; it must be {legal}.");

    private StudioOptions Checked()
    {
        if (File.Exists(DataRoot))
        {
            throw new StartRefusedException($"Studio:DataRoot is '{DataRoot}', which is a file; it must be a folder.");
        }

        if (File.Exists(BackupFolder))
        {
            throw new StartRefusedException($"Studio:BackupFolder is '{BackupFolder}', which is a file; it must be a folder.");
        }

        if (Role != StudioRole.All)
        {
            throw new StartRefusedException(
                $"Studio:Role is '{Role}', which needs job storage that several processes share. Jobs are held in memory here: use All.");
        }

        return this;
    }
}
