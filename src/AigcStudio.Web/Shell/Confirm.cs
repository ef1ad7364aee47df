using MudBlazor;

namespace AigcStudio.Web.Shell;

public static class Confirm
{
    /// <summary>Asks before an act that cannot simply be undone.</summary>
    /// <param name="act">What the button says it does.</param>
    /// <param name="dangerous">Shows the button in the colour of errors.</param>
    /// <returns>True where the person said yes.</returns>
    public static async Task<bool> ConfirmAsync(this IDialogService dialogs, string title, string text, string act, bool dangerous = false)
    {
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(
            null,
            new DialogParameters<ConfirmDialog> { { d => d.Title, title }, { d => d.Text, text }, { d => d.Act, act }, { d => d.Dangerous, dangerous } });
        return await dialog.Result is { Canceled: false };
    }
}
