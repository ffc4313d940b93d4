using System.ComponentModel.DataAnnotations;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>The password guidelines and how passwords are kept (section <c>Passwords</c>). They can be made stricter, never laxer.</summary>
internal sealed class PasswordSettings : IValidatableObject
{
    /// <summary>Special characters that count as a category.</summary>
    public const string AllSpecialCharacters = "!\"#$%&'()*+,-./:;<=>?@[^_`|~";

    /// <summary>Most characters of a password.</summary>
    public const int MaxLength = 128;

    /// <summary>Own passwords that cannot be taken again, the present one among them.</summary>
    public const int Remembered = 5;

    /// <summary>PBKDF2 iterations of a new hash; a hash with fewer is made anew at the next sign-in.</summary>
    [Range(1_000, 10_000_000)]
    public int HashIterations { get; set; } = LeastIterations;

    /// <summary>Fewest iterations outside development.</summary>
    public const int LeastIterations = 220_000;

    /// <summary>Fewest characters of a password.</summary>
    [Range(8, 64)]
    public int MinLength { get; set; } = 8;

    /// <summary>Categories of characters that a password must have, of four.</summary>
    [Range(3, 4)]
    public int Categories { get; set; } = 3;

    /// <summary>Special characters that count.</summary>
    [Required]
    public string SpecialCharacters { get; set; } = AllSpecialCharacters;

    /// <summary>Names of company and product that are no password.</summary>
    public string[] BlockedWords { get; set; } = ["AOS"];

    /// <summary>Days after which a password must be changed; 0 for never.</summary>
    [Range(0, 3_650)]
    public int MaxAgeDays { get; set; } = 365;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SpecialCharacters.Any(character => !AllSpecialCharacters.Contains(character, StringComparison.Ordinal)))
            yield return new ValidationResult($"Setting Passwords:SpecialCharacters may hold only characters of {AllSpecialCharacters}.", [nameof(SpecialCharacters)]);
    }
}
