using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;

namespace Aos.Api.Organisations.UserGroups;

/// <summary>A user group as it stands in the database.</summary>
internal sealed record UserGroupRow
{
    public string Code { get; init; } = "";
    public int SortOrder { get; init; }
    public string LabelEn { get; init; } = "";
    public string LabelDe { get; init; } = "";
    public string LabelPl { get; init; } = "";

    /// <summary>Null: every country.</summary>
    public string[]? Countries { get; init; }
    public bool VatRequired { get; init; }
    public bool JustificationRequired { get; init; }

    /// <summary>Empty: all.</summary>
    public string[] VehicleKinds { get; init; } = [];
    public bool AllBrands { get; init; }
    public string[] Permissions { get; init; } = [];
    public int Version { get; init; }

    /// <summary>Its label.</summary>
    public Text Label => new(LabelEn, LabelDe);

    /// <summary>True if organisations of the country may have it.</summary>
    public bool Permits(string country) => Countries is null || Countries.Contains(country);

    /// <summary>As staff sees it.</summary>
    public UserGroup ToUserGroup() => new()
    {
        Code = Code,
        LabelEn = LabelEn,
        LabelDe = LabelDe,
        LabelPl = LabelPl,
        Countries = Countries,
        VatIdRequired = VatRequired,
        RemarksRequired = JustificationRequired,
        VehicleKinds = VehicleKinds,
        WithBrands = AllBrands,
        Permissions = Permissions,
        Etag = EntityTag.OfVersion(Version),
    };
}
