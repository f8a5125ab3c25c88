package runtime

import (
	"mime"
	"path"
	"strings"
)

// fileType returns the media type of a file by the end of its name. What the
// system says differs between machines, and an empty container says nothing, so
// that it is asked last.
func fileType(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if t := fileTypes[ext]; t != "" {
		if strings.HasPrefix(t, "text/") {
			t += "; charset=utf-8" // as mime.TypeByExtension says
		}
		return t
	}
	return first(mime.TypeByExtension(ext), octetStream)
}

// fileTypes are media types by extension: those registered with IANA, and where
// there is none, those in common use.
var fileTypes = map[string]string{
	".txt": textMedia, ".text": textMedia, ".log": textMedia, ".ini": textMedia, ".conf": textMedia,
	".md": "text/markdown", ".markdown": "text/markdown", ".mdx": "text/markdown", ".rst": "text/x-rst", ".tex": "application/x-tex",
	".csv": "text/csv", ".tsv": "text/tab-separated-values", ".ics": "text/calendar", ".vtt": "text/vtt", ".srt": "application/x-subrip",
	".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript", ".cjs": "text/javascript",
	".ts": "text/typescript", ".mts": "text/typescript", ".cts": "text/typescript", ".tsx": "text/typescript", ".jsx": "text/javascript",
	".json": "application/json", ".jsonl": "application/jsonl", ".ndjson": "application/x-ndjson", ".jsonc": "application/json", ".ipynb": "application/x-ipynb+json", ".map": "application/json", ".geojson": "application/geo+json",
	".xml": "text/xml", ".xsl": "application/xml", ".yaml": "application/yaml", ".yml": "application/yaml", ".toml": "application/toml", ".sql": "application/sql", ".graphql": "application/graphql",
	".py": "text/x-python", ".go": "text/x-go", ".rs": "text/x-rust", ".rb": "text/x-ruby", ".java": "text/x-java", ".kt": "text/x-kotlin", ".swift": "text/x-swift", ".scala": "text/x-scala", ".php": "text/x-php",
	".c": "text/x-c", ".h": "text/x-c", ".cc": "text/x-c++", ".cpp": "text/x-c++", ".hpp": "text/x-c++", ".cs": "text/x-csharp", ".lua": "text/x-lua", ".pl": "text/x-perl", ".r": "text/x-r", ".sh": "application/x-sh", ".bash": "application/x-sh", ".ps1": "text/x-powershell", ".diff": "text/x-diff", ".patch": "text/x-diff", ".proto": "text/x-protobuf",
	".pdf": "application/pdf", ".rtf": "application/rtf", ".epub": "application/epub+zip",
	".doc": "application/msword", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xls": "application/vnd.ms-excel", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".ppt": "application/vnd.ms-powerpoint", ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".odt": "application/vnd.oasis.opendocument.text", ".ods": "application/vnd.oasis.opendocument.spreadsheet", ".odp": "application/vnd.oasis.opendocument.presentation",
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".svg": "image/svg+xml", ".bmp": "image/bmp", ".ico": "image/vnd.microsoft.icon", ".tif": "image/tiff", ".tiff": "image/tiff", ".avif": "image/avif", ".heic": "image/heic",
	".mp3": "audio/mpeg", ".wav": "audio/wav", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/opus", ".flac": "audio/flac", ".m4a": "audio/mp4", ".aac": "audio/aac",
	".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm", ".mov": "video/quicktime", ".avi": "video/x-msvideo", ".mkv": "video/matroska", ".mpeg": "video/mpeg",
	".zip": "application/zip", ".gz": "application/gzip", ".tgz": "application/gzip", ".tar": "application/x-tar", ".bz2": "application/x-bzip2", ".xz": "application/x-xz", ".7z": "application/x-7z-compressed", ".zst": "application/zstd", ".skill": "application/zip",
	".woff": "font/woff", ".woff2": "font/woff2", ".ttf": "font/ttf", ".otf": "font/otf", ".wasm": "application/wasm", ".parquet": "application/vnd.apache.parquet", ".sqlite": "application/vnd.sqlite3", ".bin": octetStream,
}
