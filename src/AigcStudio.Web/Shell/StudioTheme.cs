using MudBlazor;

namespace AigcStudio.Web.Shell;

/// <summary>
/// The studio's look: warm paper and ink by day, a quiet dark by night, one indigo for acts and coral for what is made.
/// The same colours stand as variables in <c>studio.css</c>, for pages without MudBlazor. Text reaches 4.5 : 1 everywhere.
/// </summary>
public static class StudioTheme
{
    private static readonly string[] Sans =
    [
        "system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
        "Source Han Sans SC", "sans-serif",
    ];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#3d3ad1",
            Secondary = "#a8421f",
            Tertiary = "#0f6b62",
            Success = "#1a6b41",
            Warning = "#855000",
            Info = "#1d5799",
            Error = "#b3261e",
            Dark = "#1b1a27",
            Black = "#1b1a27",
            Background = "#f6f5f1",
            BackgroundGray = "#edebe4",
            Surface = "#ffffff",
            TextPrimary = "#1b1a27",
            TextSecondary = "#55536a",
            TextDisabled = "#706e80",
            ActionDefault = "#55536a",
            ActionDisabled = "#8b8997",
            ActionDisabledBackground = "#e6e4dd",
            LinesDefault = "#dedbd2",
            LinesInputs = "#8a8779",
            TableLines = "#e8e5dd",
            Divider = "#dedbd2",
            DividerLight = "#ebe9e2",
            AppbarBackground = "#ffffff",
            AppbarText = "#1b1a27",
            DrawerBackground = "#ffffff",
            DrawerText = "#1b1a27",
            DrawerIcon = "#55536a",
            HoverOpacity = 0.06,
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#a9a7ff",
            PrimaryContrastText = "#15143a",
            Secondary = "#ffab8a",
            SecondaryContrastText = "#3a1408",
            Tertiary = "#6fd8cb",
            TertiaryContrastText = "#04231f",
            Success = "#72d49d",
            SuccessContrastText = "#06240f",
            Warning = "#f0b65c",
            WarningContrastText = "#2b1a00",
            Info = "#86bcf7",
            InfoContrastText = "#06213c",
            Error = "#ff938b",
            ErrorContrastText = "#3a0905",
            Dark = "#ecebf5",
            DarkContrastText = "#12121a",
            Black = "#0c0c12",
            Background = "#12121a",
            BackgroundGray = "#191922",
            Surface = "#1c1c27",
            TextPrimary = "#ecebf5",
            TextSecondary = "#b5b3c8",
            TextDisabled = "#918fa6",
            ActionDefault = "#b5b3c8",
            ActionDisabled = "#77758c",
            ActionDisabledBackground = "#2a2a38",
            LinesDefault = "#33334a",
            LinesInputs = "#7d7b93",
            TableLines = "#2c2c3e",
            Divider = "#33334a",
            DividerLight = "#2a2a38",
            AppbarBackground = "#1c1c27",
            AppbarText = "#ecebf5",
            DrawerBackground = "#16161f",
            DrawerText = "#ecebf5",
            DrawerIcon = "#b5b3c8",
            HoverOpacity = 0.08,
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "12px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Sans, FontSize = "0.9375rem", LineHeight = "1.55", LetterSpacing = "normal" },
            H1 = new H1Typography { FontFamily = Sans, FontSize = "1.75rem", FontWeight = "650", LineHeight = "1.2", LetterSpacing = "-0.02em" },
            H2 = new H2Typography { FontFamily = Sans, FontSize = "1.25rem", FontWeight = "650", LineHeight = "1.3", LetterSpacing = "-0.01em" },
            H3 = new H3Typography { FontFamily = Sans, FontSize = "1.0625rem", FontWeight = "650", LineHeight = "1.35" },
            H4 = new H4Typography { FontFamily = Sans, FontSize = "1.0625rem", FontWeight = "600" },
            H5 = new H5Typography { FontFamily = Sans, FontSize = "1rem", FontWeight = "600" },
            H6 = new H6Typography { FontFamily = Sans, FontSize = "1rem", FontWeight = "600", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Sans, FontSize = "0.9375rem", LineHeight = "1.55", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Sans, FontSize = "0.875rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Sans, FontSize = "0.9375rem", FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
            Caption = new CaptionTypography { FontFamily = Sans, FontSize = "0.8125rem", LetterSpacing = "normal" },
        },
    };
}
