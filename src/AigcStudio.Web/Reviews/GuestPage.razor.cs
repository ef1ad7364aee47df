using System.Globalization;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Reviews;
using AigcStudio.Web.Gallery;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Reviews;

/// <summary>What a client sees by a link: its artifacts, stars and a line of words; no account, no names of models, no way on.</summary>
public sealed partial class GuestPage
{
    private GuestRoom? _room;
    private SeatedGuest? _guest;
    private IReadOnlyList<GuestItem> _items = [];
    private GuestItem? _item;
    private string? _text;
    private string? _label;
    private string? _refusal;
    private int _place;

    [Inject] public required Texts Texts { get; set; }

    [Inject] public required GuestDesk Desk { get; set; }

    [Inject] public required ArtifactTexts Words { get; set; }

    [Inject] public required WorkspaceSettings Workspace { get; set; }

    [Inject] public required NavigationManager Navigation { get; set; }

    [CascadingParameter] public required HttpContext Context { get; set; }

    [Parameter] public string Secret { get; set; } = "";

    /// <summary>Place of the artifact from 1; 0 for all of them; null for the first that is not rated.</summary>
    [SupplyParameterFromQuery] private int? At { get; set; }

    /// <summary>Place of the one that was just rated: a remark may still follow.</summary>
    [SupplyParameterFromQuery] private int? Last { get; set; }

    [SupplyParameterFromForm(FormName = "guest-name")] private NameForm? Newcomer { get; set; }

    [SupplyParameterFromForm(FormName = "guest-rate")] private VerdictForm? Verdict { get; set; }

    private GuestVerdict? Said => _guest!.Said.GetValueOrDefault(_item!.Id);

    private GuestVerdict? LastSaid => Last is { } last && last > 0 && last <= _items.Count ? _guest!.Said.GetValueOrDefault(_items[last - 1].Id) : null;

    protected override async Task OnInitializedAsync()
    {
        var cancel = Context.RequestAborted;
        (Newcomer, Verdict) = (Newcomer ?? new(), Verdict ?? new());
        Context.Response.Headers.CacheControl = "private, no-store";
        _room = await Desk.RoomAsync(Secret, cancel) ?? throw new RefusedException("guest.over.missing");
        _items = await Desk.ItemsAsync(_room, cancel);
        _guest = await Desk.GuestAsync(_room, Context.Request.Cookies[CookieName], cancel);
        if (_guest is not null)
        {
            _place = At is { } at && at >= 0 && at <= _items.Count ? at : NextAfter(0);
            _item = _place > 0 ? _items[_place - 1] : null;
            _text = _item is { Modality: Modality.Text } text ? await Words.ReadAsync(ContentHash.Parse(text.BlobHash), cancel) : null;
            _label = MarkedExport.VisibleText((await Workspace.GetAsync(cancel)).LabelPolicy);
        }
    }

    private string CookieName => $"{(Context.Request.IsHttps ? "__Host-" : "aigc-studio-")}guest-{_room!.LinkId:N}";

    private string Address(int place) => string.Create(CultureInfo.InvariantCulture, $"/guest/{Secret}?at={place}");

    private string Media(GuestItem item) => $"/guest/{Secret}/media/{item.Id}";

    // The next one that is not rated, from the start again where all after this one are; 0 where none is left.
    private int NextAfter(int place)
    {
        for (var i = 0; i < _items.Count; i++)
        {
            var at = (place + i) % _items.Count;
            if (!_guest!.Said.ContainsKey(_items[at].Id))
            {
                return at + 1;
            }
        }

        return 0;
    }

    private async Task EnterAsync()
    {
        try
        {
            var token = await Desk.EnterAsync(_room!, Newcomer!.Name, Context.RequestAborted);
            Context.Response.Cookies.Append(CookieName, token, new CookieOptions
            {
                Path = "/",
                Expires = _room!.ExpiresAt,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = Context.Request.IsHttps,
                IsEssential = true,
            });
        }
        catch (ReviewException refusal)
        {
            _refusal = Texts[Core.Said.Of(refusal)];
            return;
        }

        Navigation.NavigateTo($"/guest/{Secret}", forceLoad: true);
    }

    private async Task RateAsync()
    {
        try
        {
            await Desk.RateAsync(_room!, _guest!, Verdict!.Id, Verdict.Stars, Verdict.Words ?? "", Context.RequestAborted);
            _guest = await Desk.GuestAsync(_room!, Context.Request.Cookies[CookieName], Context.RequestAborted);
        }
        catch (ReviewException refusal)
        {
            _refusal = Texts[Core.Said.Of(refusal)];
            return;
        }

        Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"{Address(NextAfter(_place))}&last={_place}"), forceLoad: true);
    }

    /// <summary>What a newcomer types.</summary>
    public sealed class NameForm
    {
        public string Name { get; set; } = "";
    }

    /// <summary>What a guest says of one artifact.</summary>
    public sealed class VerdictForm
    {
        public Guid Id { get; set; }

        public int Stars { get; set; }

        public string? Words { get; set; }
    }
}
