package main

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// origin is a package that ships documents. Its sum is that of go.sum, or the
// integrity of the npm registry.
type origin struct {
	npm     bool
	name    string
	version string
	sum     string
	files   []file
}

// file is a document in a package.
type file struct {
	name string // of the document in the table
	path string // in the package; .gz is unpacked
}

// document is a file that has been fetched.
type document struct {
	name   string
	from   string // e.g. "github.com/getkin/kin-openapi v0.152.0"
	key    string // what pins its content
	path   string // on disk
	counts counts
}

// fetch gets the package and returns the path of each of its documents.
func (o origin) fetch(dir string) ([]document, error) {
	root, err := o.download(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.name, err)
	}
	var out []document
	for _, f := range o.files {
		name := filepath.Join(root, filepath.FromSlash(f.path))
		if strings.HasSuffix(name, ".gz") {
			if name, err = unpack(name, filepath.Join(dir, f.name+path.Ext(strings.TrimSuffix(f.path, ".gz")))); err != nil {
				return nil, fmt.Errorf("%s: %w", o.name, err)
			}
		}
		d := document{name: f.name, from: o.name + " " + o.version, key: o.sum + " " + f.path, path: name}
		if d.counts, err = count(name); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", o.name, f.path, err)
		}
		out = append(out, d)
	}
	return out, nil
}

// download returns the folder of the package. It may be read-only.
func (o origin) download(dir string) (string, error) {
	if o.npm {
		return o.pack(dir)
	}
	var m struct{ Dir, Sum, Error string }
	if err := output(dir, &m, "go", "mod", "download", "-json", o.name+"@"+o.version); err != nil && m.Error == "" {
		return "", err
	}
	if m.Error != "" {
		return "", errors.New(m.Error)
	}
	return m.Dir, o.verify(m.Sum)
}

// pack downloads an npm package and takes the documents out of it.
func (o origin) pack(dir string) (string, error) {
	var packed []struct{ Filename, Integrity string }
	if err := output(dir, &packed, "npm", "pack", "--json", "--silent", o.name+"@"+o.version); err != nil {
		return "", err
	}
	if len(packed) != 1 {
		return "", fmt.Errorf("npm pack wrote %d files", len(packed))
	}
	if err := o.verify(packed[0].Integrity); err != nil {
		return "", err
	}
	root := filepath.Join(dir, strings.TrimSuffix(packed[0].Filename, ".tgz"))
	return root, o.extract(filepath.Join(dir, packed[0].Filename), root)
}

func (o origin) verify(sum string) error {
	if sum != o.sum {
		return fmt.Errorf("the checksum is %s and should be %s", sum, o.sum)
	}
	return nil
}

// extract takes the documents out of a tarball, and nothing else: some packages
// have hundreds of megabytes besides.
func (o origin) extract(tarball, root string) error {
	f, err := os.Open(tarball)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	wanted := map[string]string{}
	for _, f := range o.files {
		wanted["package/"+f.path] = f.path
	}
	r := tar.NewReader(z)
	for len(wanted) > 0 {
		h, err := r.Next()
		if err != nil {
			return fmt.Errorf("looking for %d files: %w", len(wanted), err)
		}
		name, ok := wanted[h.Name]
		if !ok {
			continue
		}
		delete(wanted, h.Name)
		if err := save(filepath.Join(root, filepath.FromSlash(name)), r); err != nil {
			return err
		}
	}
	return nil
}

// unpack writes what a compressed file holds to target.
func unpack(name, target string) (string, error) {
	in, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		return "", err
	}
	return target, save(target, z)
}

func save(name string, r io.Reader) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Close())
}

// output runs a command that prints JSON.
func output(dir string, into any, name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Dir = dir
	out, err := c.Output()
	if jsonErr := json.Unmarshal(out, into); jsonErr != nil {
		return errors.Join(fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), jsonErr), err)
	}
	return err
}
