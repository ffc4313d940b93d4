using System.ComponentModel.DataAnnotations;

namespace Aos.Api.Publications.Documents;

/// <summary>What system and browser need.</summary>
public sealed record TechnicalSections
{
    /// <summary>What the network must let through.</summary>
    [Required]
    public TechnicalNetwork? Network { get; init; }

    /// <summary>Browsers in which the portal works.</summary>
    [Required, MinLength(1), MaxLength(20)]
    public IReadOnlyList<TechnicalProduct>? Browsers { get; init; }

    /// <summary>Operating systems on which the portal works.</summary>
    [Required, MinLength(1), MaxLength(20)]
    public IReadOnlyList<TechnicalProduct>? OperatingSystems { get; init; }

    /// <summary>What single applications need besides.</summary>
    [MaxLength(50)]
    public IReadOnlyList<TechnicalApplication>? Applications { get; init; }
}

/// <summary>What the network must let through.</summary>
public sealed record TechnicalNetwork
{
    /// <summary>Protocols.</summary>
    /// <example>["HTTPS with TLS 1.2 or newer"]</example>
    [Required, MinLength(1), MaxLength(20), StringLength(200)]
    public IReadOnlyList<string>? Protocols { get; init; }

    /// <summary>Ports of outgoing connections.</summary>
    /// <example>[443]</example>
    [Required, MinLength(1), MaxLength(20), Range(1, 65_535)]
    public IReadOnlyList<int>? Ports { get; init; }

    /// <summary>Host names besides the one of the portal.</summary>
    /// <example>["api.example.com"]</example>
    [MaxLength(50), StringLength(253)]
    public IReadOnlyList<string>? HostNames { get; init; }

    /// <summary>Bandwidth, in words.</summary>
    /// <example>10 Mbit/s or more</example>
    [StringLength(200)]
    public string? Bandwidth { get; init; }
}

/// <summary>A browser or an operating system.</summary>
public sealed record TechnicalProduct
{
    /// <summary>Name.</summary>
    /// <example>Firefox</example>
    [Required, StringLength(100)]
    public string? Name { get; init; }

    /// <summary>Lowest version that works.</summary>
    /// <example>current</example>
    [Required, StringLength(50)]
    public string? LowestVersion { get; init; }

    /// <summary>What else is to know.</summary>
    /// <example>Extended support releases too</example>
    [StringLength(500)]
    public string? Remark { get; init; }
}

/// <summary>What an application needs besides.</summary>
public sealed record TechnicalApplication
{
    /// <summary>Name of the application.</summary>
    /// <example>ISTA</example>
    [Required, StringLength(100)]
    public string? Name { get; init; }

    /// <summary>Runtimes that must be installed.</summary>
    /// <example>["Java Runtime Environment"]</example>
    [MaxLength(20), StringLength(200)]
    public IReadOnlyList<string>? Runtimes { get; init; }

    /// <summary>Drivers that must be installed.</summary>
    /// <example>["Driver of the vehicle interface"]</example>
    [MaxLength(20), StringLength(200)]
    public IReadOnlyList<string>? Drivers { get; init; }

    /// <summary>Lowest resolution of the screen, width times height in pixels.</summary>
    /// <example>1280x1024</example>
    [StringLength(11), RegularExpression("^[0-9]{3,5}x[0-9]{3,5}$")]
    public string? ScreenResolution { get; init; }
}
