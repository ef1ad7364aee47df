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
    /// A proxy in front speaks HTTPS and sets <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c>; it must be on this
    /// machine. Default false.
    /// </summary>
    public required bool BehindProxy { get; init; }

    /// <summary>How long a first administrator's link or an invitation is good for. Default 72 hours.</summary>
    public required TimeSpan InvitationLifetime { get; init; }

    /// <exception cref="StartRefusedException">A value cannot be used; the message names it.</exception>
    public static StudioOptions From(IConfiguration configuration, string contentRoot)
    {
        var section = configuration.GetSection("Studio");
        var options = new StudioOptions
        {
            DataRoot = Path.GetFullPath(Path.Combine(contentRoot, Text(section, "DataRoot", "studio-data"))),
            BackupFolder = section["BackupFolder"] is { Length: > 0 } folder ? Path.GetFullPath(Path.Combine(contentRoot, folder)) : null,
            Role = Read(section, "Role", StudioRole.All, Enum.TryParse, "All, Web or Worker"),
            DemoData = Read(section, "DemoData", true, (string t, bool _, out bool v) => bool.TryParse(t, out v), "true or false"),
            MeasureAtStart = Read(section, "MeasureAtStart", true, (string t, bool _, out bool v) => bool.TryParse(t, out v), "true or false"),
            BehindProxy = Read(section, "BehindProxy", false, (string t, bool _, out bool v) => bool.TryParse(t, out v), "true or false"),
            InvitationLifetime = TimeSpan.FromHours(Read(section, "InvitationHours", 72, Hours, "a whole number from 1 to 720")),
        };
        return options.Checked();
    }

    private static bool Hours(string text, bool ignoreCase, out int hours) =>
        int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out hours) && hours is >= 1 and <= 720;

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
